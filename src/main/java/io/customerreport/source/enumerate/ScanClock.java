package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.enumerate.SeenFiles.Unsettled;
import io.customerreport.source.enumerate.SeenFiles.Waiting;
import io.customerreport.source.files.FileNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the time of a scan says: which files and notices have kept still for the settle time, and
 * which files are gone for longer than the retention.
 */
final class ScanClock {

    /** For how many settle times a file is left alone that ends in the middle of a line. */
    private static final int SETTLES_OF_A_CUT_LINE = 10;

    private final long settleMillis;
    private final long retentionMillis;
    private final Sampler sampler;
    private final Unsettled last;
    private final long now;
    private final Map<String, Waiting> stillWaiting = new HashMap<>();
    private final Set<String> stillRenamed = new HashSet<>();
    private final Map<InputNotice, Long> stillUntold = new HashMap<>();
    private final List<FileNode> waiting = new ArrayList<>();

    /**
     * @param last what the scan before this one left
     * @param now when the scan began, in milliseconds since 1970
     */
    ScanClock(WatchRules rules, Sampler sampler, Unsettled last, long now) {
        this.settleMillis = rules.settleTime().toMillis();
        this.retentionMillis = rules.retention().toMillis();
        this.sampler = sampler;
        this.last = last;
        this.now = now;
    }

    /** The file with its sample, null if it is not ready. */
    @Nullable FileNode ready(FileNode file) {
        String name = file.name();
        Waiting before = last.waiting().get(name);
        long since =
                before != null
                                && before.modified() == file.modified()
                                && before.bytes() == file.bytes()
                        ? before.since()
                        : now;
        // A time of change in the future says nothing: clocks differ.
        long still = file.modified() <= now ? now - file.modified() : now - since;
        boolean settled = file.modified() <= now || before != null;
        FileNode sampled = null;
        if (settled && still >= settleMillis && file.bytes() > 0) {
            sampled = sampler.sampled(file);
            boolean cutLine =
                    sampled.sample() != null
                            && !sampled.sample().wholeLines()
                            && !file.isCompressed();
            if (cutLine && still < SETTLES_OF_A_CUT_LINE * settleMillis) {
                sampled = null;
            }
        }
        if (sampled == null) {
            stillWaiting.put(name, new Waiting(file.modified(), file.bytes(), since));
            waiting.add(file);
        }
        return sampled;
    }

    /** The files that were found not to be ready. */
    List<FileNode> waiting() {
        return waiting;
    }

    /** Notes of a file that is not ready that it was read under another name before. */
    void awaitRenamed(FileNode file) {
        stillRenamed.add(file.name());
    }

    /** Whether that was noted in the last scan. */
    boolean wasRenamed(FileNode file) {
        return last.renamed().contains(file.name());
    }

    /**
     * Whether a notice is to be handed on; of what cannot be read only when it stays so, as it may
     * be in the making.
     */
    boolean isReady(InputNotice notice) {
        long since = last.untold().getOrDefault(notice, now);
        boolean ready = notice.kind() != InputNotice.Kind.SKIPPED || now - since >= settleMillis;
        if (!ready) {
            stillUntold.put(notice, since);
        }
        return ready;
    }

    /** Whether a file that is not there is still to be remembered. */
    boolean remembers(SeenFile file) {
        return file.goneSince() == 0 || now - file.goneSince() < retentionMillis;
    }

    /** A file that is not there, as missed now if it was not before. */
    SeenFile gone(SeenFile file) {
        return file.goneSince(now);
    }

    /** What is left to the next scan. */
    Unsettled unsettled() {
        return new Unsettled(stillWaiting, stillRenamed, stillUntold);
    }
}
