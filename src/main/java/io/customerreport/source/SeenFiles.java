package io.customerreport.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files of a watched input were found before, and which are ready to be read.
 *
 * <p>A file is remembered until its last change is longer ago than the retention; so the set holds
 * no more than the files changed within that time. The horizon is where memory ends: a file that
 * turns up with a time of change before it is passed over, as it may have been read. It moves
 * forward only, and starts before all times, so that the first scan finds files of any age.
 *
 * <p>A file whose time of change lies in the future, by clocks that differ, is ready when it did
 * not change between scans for the settle time. An empty file is not ready: it may be there for
 * somebody to write into.
 */
final class SeenFiles {

    private final long settleMillis;
    private final long retentionMillis;
    private final Map<String, FileStamp> seen;
    private long horizon;

    /**
     * Files that were not ready in the last scan, with the time since when they are as they are.
     */
    private Map<String, Waiting> waiting = new HashMap<>();

    private record Waiting(FileStamp stamp, long since) {}

    /**
     * What a scan found.
     *
     * @param ready files to be read, in the order of their names
     * @param changed files that were found before, and changed since
     * @param old how many were passed over for being older than the horizon
     */
    record Found(List<FileNode> ready, List<FileNode> changed, int old) {}

    SeenFiles(WatchRules rules, Map<String, FileStamp> seen, long horizon) {
        this.settleMillis = rules.settleTime().toMillis();
        this.retentionMillis = rules.retention().toMillis();
        this.seen = new LinkedHashMap<>(seen);
        this.horizon = horizon;
    }

    /**
     * Takes note of a scan.
     *
     * @param files all that are there, in the order of their names
     * @param now when the scan began, in milliseconds since 1970
     */
    Found scanned(List<FileNode> files, long now) {
        List<FileNode> ready = new ArrayList<>();
        List<FileNode> changed = new ArrayList<>();
        Map<String, Waiting> stillWaiting = new HashMap<>();
        int old = 0;
        for (FileNode file : files) {
            String name = file.name();
            FileStamp stamp = FileStamp.of(file);
            FileStamp before = seen.get(name);
            if (before != null) {
                if (!before.equals(stamp)) {
                    changed.add(file);
                    seen.put(name, stamp);
                }
            } else if (stamp.modified() < horizon) {
                old++;
            } else if (isReady(name, stamp, now, stillWaiting)) {
                ready.add(file);
                seen.put(name, stamp);
            }
        }
        waiting = stillWaiting;
        forget(now);
        return new Found(ready, changed, old);
    }

    private boolean isReady(
            String name, FileStamp stamp, long now, Map<String, Waiting> stillWaiting) {
        Waiting before = waiting.get(name);
        long since = before != null && before.stamp.equals(stamp) ? before.since : now;
        boolean settled =
                stamp.modified() <= now
                        ? now - stamp.modified() >= settleMillis
                        : before != null && now - since >= settleMillis;
        boolean ready = settled && stamp.bytes() > 0;
        if (!ready) {
            stillWaiting.put(name, new Waiting(stamp, since));
        }
        return ready;
    }

    private void forget(long now) {
        horizon = Math.max(horizon, now - retentionMillis);
        seen.values().removeIf(stamp -> stamp.modified() < horizon);
    }

    /** How many files are remembered. */
    int size() {
        return seen.size();
    }

    /** How many files were there in the last scan, but not ready. */
    int waiting() {
        return waiting.size();
    }

    long horizon() {
        return horizon;
    }

    Map<String, FileStamp> snapshot() {
        return new LinkedHashMap<>(seen);
    }
}
