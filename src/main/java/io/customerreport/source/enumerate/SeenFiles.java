package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.FileSample;
import io.customerreport.source.files.InputContent;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.Unread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a watched input were found before, and what is to be read of those that are there.
 *
 * <p>A local file is known by its device and inode, so that one that is renamed stays the same; a
 * file elsewhere by its name. One that has grown, and begins as before, is read on from where it
 * was left; one that is another under an old name is a new delivery, and read from its beginning. A
 * file is remembered as long as it is there, and for the retention after it was seen last, whatever
 * its time of change is.
 *
 * <p>A file is ready when its last change is the settle time ago, by the clock of this machine or,
 * if that time lies in the future, by what was seen between scans. An empty file is not ready: it
 * may be there for somebody to write into. Nor is, for ten settle times, a plain file that ends in
 * the middle of a line: somebody may have been held up.
 *
 * <p>{@link #look} changes nothing that {@link #snapshot} shows, and reads files; {@link #take}
 * does the rest. They may be called by two threads, in turn.
 */
final class SeenFiles {

    /** For how many settle times a file is left alone that ends in the middle of a line. */
    static final int SETTLES_OF_A_CUT_LINE = 10;

    /** The most looks at what new files hold in one scan, where they are not on this machine. */
    private static final int LOOKS_ELSEWHERE = 8;

    private final long settleMillis;
    private final long retentionMillis;
    private final Sampler sampler;
    private volatile State state;

    /** Files that were not ready in the last scan, and when each was first seen as it is. */
    private Map<String, Waiting> waiting = new HashMap<>();

    /** Notices of a listing that were not handed on yet, and when each was first met. */
    private Map<InputNotice, Long> untold = new HashMap<>();

    /** The names of files that were not ready, and were read under another name before. */
    private Set<String> renamed = new HashSet<>();

    private record Waiting(long modified, long bytes, long since) {}

    /**
     * What is remembered.
     *
     * @param files by {@link SeenFile#id()}; several that had the same name may be among them
     * @param told notices of the last listing that were handed on
     * @param horizon a file with an earlier time of change was read by version 1.0, which forgot
     *     such files; {@link EnumeratorState#NO_HORIZON} but for the first scan after it
     */
    record State(Map<String, SeenFile> files, Set<InputNotice> told, long horizon) {}

    /** Looks at the bytes of files. */
    interface Sampler {

        Sampler OF_FILES =
                new Sampler() {
                    @Override
                    public FileNode sampled(FileNode file) {
                        return InputListing.sampledAsContent(file);
                    }

                    @Override
                    public boolean isOf(FileSample sample, String path, long bytes)
                            throws IOException {
                        return sample.isOf(path, bytes);
                    }

                    @Override
                    public boolean isLineEnd(String path, long offset) throws IOException {
                        return FileSample.isLineEnd(path, offset);
                    }

                    @Override
                    public Optional<String> misnamed(FileNode file) {
                        return InputContent.misnamed(file);
                    }
                };

        /** As {@link InputListing#sampledAsContent}. */
        FileNode sampled(FileNode file);

        /** As {@link FileSample#isOf}. */
        boolean isOf(FileSample sample, String path, long bytes) throws IOException;

        /** As {@link FileSample#isLineEnd}. */
        boolean isLineEnd(String path, long offset) throws IOException;

        /** As {@link InputContent#misnamed}. */
        Optional<String> misnamed(FileNode file);
    }

    /**
     * What a scan found.
     *
     * @param ready what is to be read, in the order of names
     * @param changed how many of these were read before, in part or under the same name
     * @param notices what is to be said of the input, and was not yet
     * @param waiting what is there, but not ready
     * @param next what is to be remembered
     */
    record Found(
            List<Unread> ready,
            int changed,
            List<InputNotice> notices,
            List<FileNode> waiting,
            State next) {}

    SeenFiles(WatchRules rules, Sampler sampler, State restored) {
        this.settleMillis = rules.settleTime().toMillis();
        this.retentionMillis = rules.retention().toMillis();
        this.sampler = sampler;
        this.state = restored;
    }

    /**
     * Finds out what is new.
     *
     * @param listing all that is there
     * @param names how the user spells the names of files
     * @param now when the scan began, in milliseconds since 1970
     */
    Found look(InputListing listing, InputNames names, long now) {
        return new Look(listing, names, now).found();
    }

    /** Takes note of what was found; what is ready in it is then handed out. */
    void take(Found found) {
        state = found.next();
    }

    /** How many files are remembered. */
    int size() {
        return state.files().size();
    }

    State snapshot() {
        return state;
    }

    /** One look at all that is there. */
    private final class Look {

        private final InputListing listing;
        private final InputNames names;
        private final long now;
        private final State before = state;
        private final Set<String> idsThere = new HashSet<>();
        private final Map<String, SeenFile> next = new LinkedHashMap<>();

        /** The ids of files that are remembered as something else now. */
        private final Set<String> replaced = new HashSet<>();

        private final Map<String, Waiting> stillWaiting = new HashMap<>();
        private final Set<String> stillRenamed = new HashSet<>();
        private final List<Unread> ready = new ArrayList<>();
        private final List<InputNotice> notices = new ArrayList<>();
        private final List<FileNode> notReady = new ArrayList<>();
        private int changed;
        private int looksElsewhere = LOOKS_ELSEWHERE;

        /** Null until it is asked for. */
        private @Nullable Map<String, SeenFile> byName;

        Look(InputListing listing, InputNames names, long now) {
            this.listing = listing;
            this.names = names;
            this.now = now;
            for (FileNode file : listing.files()) {
                idsThere.add(SeenFile.id(file));
            }
        }

        Found found() {
            for (FileNode file : listing.files()) {
                SeenFile known = known(file);
                if (known == null) {
                    lookAtNew(file);
                } else if (known.isLike(file)) {
                    remember(known.at(file), known);
                } else {
                    lookAtChanged(file, known);
                }
            }
            rememberThoseThatAreGone();
            Set<InputNotice> told = tell();
            waiting = stillWaiting;
            renamed = stillRenamed;
            return new Found(
                    ready,
                    changed,
                    notices,
                    notReady,
                    new State(next, told, EnumeratorState.NO_HORIZON));
        }

        /** What was read before and has this file's inode, or else its name. */
        private @Nullable SeenFile known(FileNode file) {
            SeenFile same = before.files().get(SeenFile.id(file));
            if (same != null) {
                return same;
            }
            SeenFile named = byName().get(file.name());
            boolean renamed = named != null && idsThere.contains(named.id());
            return renamed ? null : named;
        }

        /** Most looks find nothing new, and can do without. */
        private Map<String, SeenFile> byName() {
            if (byName == null) {
                byName = new HashMap<>();
                for (SeenFile file : before.files().values()) {
                    byName.merge(file.name(), file, SeenFile::seenLater);
                }
            }
            return byName;
        }

        private void remember(SeenFile file) {
            next.put(file.id(), file);
        }

        /**
         * @param known as which the file was remembered; if that is another inode, which may come
         *     back under another name, it is remembered too
         */
        private void remember(SeenFile file, SeenFile known) {
            remember(file);
            if (!known.isInode()) {
                replaced.add(known.id());
            }
        }

        private void lookAtNew(FileNode file) {
            if (file.modified() < before.horizon()) {
                remember(SeenFile.of(sampled(file)));
                return;
            }
            FileNode sampled = ready(file);
            if (sampled != null) {
                noticeContent(file);
                ready.add(Unread.all(sampled));
                remember(SeenFile.of(sampled));
            }
        }

        /** Elsewhere each look is a request, which many new files would make a long scan of. */
        private void noticeContent(FileNode file) {
            if (file.isLocal() || looksElsewhere-- > 0) {
                sampler.misnamed(file)
                        .ifPresent(what -> notice(InputNotice.Kind.MISNAMED, file, what));
            }
        }

        private void lookAtChanged(FileNode file, SeenFile known) {
            FileNode sampled = ready(file);
            if (sampled == null) {
                if (isRenamed(file, known)) {
                    stillRenamed.add(file.name());
                }
                remember(known.named(file));
            } else if (!canCompare(file, known)) {
                lookAtIncomparable(sampled, known);
            } else if (!beginsAs(file, known)) {
                deliver(sampled, known);
            } else if (file.bytes() > known.bytes()) {
                lookAtGrown(sampled, known);
            } else {
                lookAtSame(sampled, known);
            }
        }

        private boolean isRenamed(FileNode file, SeenFile known) {
            return !known.name().equals(file.name()) || renamed.contains(file.name());
        }

        private boolean canCompare(FileNode file, SeenFile known) {
            return file.isLocal() && known.file().sample() != null;
        }

        private boolean beginsAs(FileNode file, SeenFile known) {
            try {
                return file.bytes() >= known.bytes()
                        && sampler.isOf(known.file().sample(), file.path(), known.bytes());
            } catch (IOException e) {
                // It is cut down or gone by now, as the next scan will find.
                return false;
            }
        }

        private void lookAtGrown(FileNode file, SeenFile known) {
            if (!known.file().sample().wholeLines()
                    && !file.isCompressed()
                    && !isLineEnd(file, known)) {
                notice(
                        InputNotice.Kind.CHANGE_NOT_READ,
                        file,
                        "goes on in a line that was read up to byte %d, so the rest of that line is left out"
                                .formatted(known.bytes()));
            }
            handOut(new Unread(file, known.bytes()), known);
        }

        private boolean isLineEnd(FileNode file, SeenFile known) {
            try {
                return sampler.isLineEnd(file.path(), known.bytes());
            } catch (IOException e) {
                // Whoever reads it will say what is wrong with it.
                return false;
            }
        }

        /** Takes a file that is as long as before, and the same as far as it is compared. */
        private void lookAtSame(FileNode file, SeenFile known) {
            boolean again = !known.id().equals(SeenFile.id(file));
            boolean compared = known.file().sample().whole();
            if (again || !compared && !known.isLikeButForItsInode(file)) {
                notice(
                        InputNotice.Kind.CHANGE_NOT_READ,
                        file,
                        (again ? "was delivered again " : "was touched or rewritten ")
                                + (compared
                                        ? "with the same content, which is not read again"
                                        : "with the same length and the same bytes in the few places that are compared of a file of that length, and is not read again"));
            }
            remember(SeenFile.of(file), known);
        }

        private void handOut(Unread unread, SeenFile known) {
            changed++;
            ready.add(unread);
            remember(SeenFile.of(unread.file()), known);
        }

        /** Takes a file whose earlier content cannot be compared. */
        private void lookAtIncomparable(FileNode file, SeenFile known) {
            boolean grown = file.bytes() > known.bytes();
            boolean version = !file.isLocal() && file.key() != null && known.file().key() != null;
            if (grown && !version || file.isLocal()) {
                notice(
                        InputNotice.Kind.CHANGE_NOT_READ,
                        file,
                        "changed after it was read up to byte %d, and what changed is not read"
                                .formatted(known.bytes()));
                remember(SeenFile.of(file), known);
            } else {
                deliver(file, known);
            }
        }

        private void deliver(FileNode file, SeenFile known) {
            noticeContent(file);
            if (!isRenamed(file, known)) {
                notice(
                        InputNotice.Kind.DELIVERED_AGAIN,
                        file,
                        "was replaced or rewritten after it was read, and is read as a new file");
            }
            handOut(Unread.all(file), known);
        }

        /** The file with its sample, null if it is not ready. */
        private @Nullable FileNode ready(FileNode file) {
            String name = file.name();
            Waiting last = waiting.get(name);
            long since =
                    last != null && last.modified == file.modified() && last.bytes == file.bytes()
                            ? last.since
                            : now;
            // A time of change in the future says nothing: clocks differ.
            long still = file.modified() <= now ? now - file.modified() : now - since;
            boolean settled = file.modified() <= now || last != null;
            FileNode sampled = null;
            if (settled && still >= settleMillis && file.bytes() > 0) {
                sampled = sampled(file);
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
                notReady.add(file);
            }
            return sampled;
        }

        private FileNode sampled(FileNode file) {
            return sampler.sampled(file);
        }

        private void rememberThoseThatAreGone() {
            for (SeenFile file : before.files().values()) {
                boolean there = next.containsKey(file.id()) || replaced.contains(file.id());
                boolean recent = file.goneSince() == 0 || now - file.goneSince() < retentionMillis;
                if (!there && recent) {
                    remember(file.goneSince(now));
                }
            }
        }

        private void notice(InputNotice.Kind kind, FileNode file, String what) {
            notices.add(new InputNotice(kind, names.spell(file.toPath()), what));
        }

        /**
         * Hands on what the listing says, once; of what cannot be read only when it stays so, as it
         * may be in the making.
         */
        private Set<InputNotice> tell() {
            Set<InputNotice> told = new LinkedHashSet<>();
            Map<InputNotice, Long> later = new HashMap<>();
            for (InputNotice notice : listing.notices()) {
                long since = untold.getOrDefault(notice, now);
                if (before.told().contains(notice)) {
                    told.add(notice);
                } else if (notice.kind() == InputNotice.Kind.SKIPPED
                        && now - since < settleMillis) {
                    later.put(notice, since);
                } else {
                    notices.add(notice);
                    told.add(notice);
                }
            }
            untold = later;
            return told;
        }
    }
}
