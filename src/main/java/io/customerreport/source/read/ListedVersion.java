package io.customerreport.source.read;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.FileSample;
import io.customerreport.source.files.FileTree;
import io.customerreport.source.files.LocalTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether what is under a file's name still is what was listed, so that what was read of it
 * is of one file.
 *
 * <p>To be asked after each read: what was read before an answer of "unchanged" is of the listed
 * version. A local file may have grown meanwhile, as logs do; of such a one the {@link FileSample}
 * must be as before. What moves the time of an inode's change alone, but neither the file's
 * permissions, owner or links, passes for writing.
 *
 * <p>Not safe for use by several threads.
 */
final class ListedVersion {

    /** What can happen to a file. */
    enum Change {
        GONE("is gone", true),
        REPLACED("was replaced by another file", true),
        REWRITTEN("was rewritten", false),
        TIME_SET("may have been rewritten, as its time of change was set,", false),
        SHRUNK("was cut short", false),
        UNREADABLE("could not be read to its end", false);

        private final String words;
        private final boolean elsewhere;

        Change(String words, boolean elsewhere) {
            this.words = words;
            this.elsewhere = elsewhere;
        }

        /** Whether who has the file open still reads what was listed. */
        boolean isElsewhere() {
            return elsewhere;
        }

        /** As the rest of a sentence that begins with the file's name. */
        @Override
        public String toString() {
            return words;
        }
    }

    private final FileNode listed;

    /** Whether a file that grows under another inode, with the same beginning, is another one. */
    private final boolean strict;

    /** The last answer of the file system that was found to be of the listed version. */
    private FileNode accepted;

    ListedVersion(FileNode listed, boolean strict) {
        this.listed = listed;
        this.strict = strict;
        this.accepted = listed;
    }

    /** Whether asking costs next to nothing. */
    boolean isLocal() {
        return listed.isLocal();
    }

    /** What happened to the file; null if it is the one that was listed. */
    @Nullable Change change() throws IOException {
        FileNode now = now();
        if (now == null) {
            return Change.GONE;
        }
        if (isAsAccepted(now)) {
            return null;
        }
        Change change = isLocal() ? localChange(now) : remoteChange(now);
        if (change == null) {
            accepted = now;
        }
        return change;
    }

    private @Nullable FileNode now() throws IOException {
        if (!isLocal()) {
            return FileTree.of(listed.toPath()).find(listed.toPath());
        }
        try {
            return LocalTree.attributes(new File(listed.path()).toPath());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private boolean isAsAccepted(FileNode now) {
        return now.bytes() == accepted.bytes()
                && now.modified() == accepted.modified()
                && now.changed() == accepted.changed()
                && now.key() != null
                && now.key().equals(accepted.key());
    }

    private @Nullable Change remoteChange(FileNode now) {
        if (now.bytes() < listed.bytes()) {
            return Change.SHRUNK;
        }
        if (listed.key() != null && now.key() != null) {
            return listed.key().equals(now.key()) ? null : Change.REPLACED;
        }
        return now.bytes() == listed.bytes() && now.modified() != listed.modified()
                ? Change.REWRITTEN
                : null;
    }

    private @Nullable Change localChange(FileNode now) throws IOException {
        if (listed.key() == null) {
            // It was listed in format version 1, or where files have no keys.
            return now.bytes() < listed.bytes() ? Change.SHRUNK : null;
        }
        boolean same = now.isSameFileAs(listed);
        if (now.bytes() < listed.bytes()) {
            return same ? Change.SHRUNK : Change.REPLACED;
        }
        if (now.bytes() == listed.bytes() && now.modified() != listed.modified()) {
            return same ? Change.REWRITTEN : Change.REPLACED;
        }
        if (now.bytes() > listed.bytes() && !same && strict) {
            return Change.REPLACED;
        }
        // It has grown, or got a link or other permissions; or the file system, as some do, numbers
        // its inodes afresh.
        if (!isAlike(listed)) {
            return same ? Change.REWRITTEN : Change.REPLACED;
        }
        return same && isTimeSet(now) ? Change.TIME_SET : null;
    }

    /** Whether something was done to the file that may be writing, and was hidden as such. */
    private boolean isTimeSet(FileNode now) {
        return now.bytes() == accepted.bytes()
                && now.modified() == accepted.modified()
                && now.changed() != accepted.changed()
                && now.access() == accepted.access()
                && (listed.sample() == null || !listed.sample().whole());
    }

    private static boolean isAlike(FileNode listed) throws IOException {
        if (listed.sample() == null || listed.sample().hash() == FileSample.NO_HASH) {
            return true;
        }
        try {
            return listed.sample().isOf(listed.path(), listed.bytes());
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
