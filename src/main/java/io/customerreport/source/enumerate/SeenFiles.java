package io.customerreport.source.enumerate;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.Unread;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private final WatchRules rules;
    private final Sampler sampler;
    private volatile State state;
    private Unsettled unsettled = Unsettled.NOTHING;

    /**
     * What is remembered.
     *
     * @param files by {@link SeenFile#id()}; several that had the same name may be among them
     * @param told notices of the last listing that were handed on
     * @param horizon a file with an earlier time of change was read by a run whose state has the
     *     first format version, which forgot such files; {@link EnumeratorState#NO_HORIZON} but for
     *     the first scan after it
     */
    record State(Map<String, SeenFile> files, Set<InputNotice> told, long horizon) {}

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

    /**
     * What no checkpoint holds, as it comes to light again.
     *
     * @param waiting files that were not ready in the last scan, by name
     * @param renamed the names of those among them that were read under another name before
     * @param untold notices of a listing that were not handed on yet, and when each was first met
     */
    record Unsettled(
            Map<String, Waiting> waiting, Set<String> renamed, Map<InputNotice, Long> untold) {

        static final Unsettled NOTHING = new Unsettled(Map.of(), Set.of(), Map.of());
    }

    /**
     * A file that was not ready.
     *
     * @param since when it was first seen as it is
     */
    record Waiting(long modified, long bytes, long since) {}

    SeenFiles(WatchRules rules, Sampler sampler, State restored) {
        this.rules = rules;
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
        ScanClock clock = new ScanClock(rules, sampler, unsettled, now);
        Found found = new InputLook(state, clock, sampler, names).at(listing);
        unsettled = clock.unsettled();
        return found;
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
}
