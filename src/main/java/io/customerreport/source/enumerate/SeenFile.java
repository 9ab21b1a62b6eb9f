package io.customerreport.source.enumerate;

import io.customerreport.source.files.FileNode;

/**
 * A file of a watched input that was handed out to be read.
 *
 * @param file as far as it is read, with the name, key and inode's time that it was found with last
 * @param goneSince when it was missed first, in milliseconds since 1970; 0 while it is there
 */
record SeenFile(FileNode file, long goneSince) {

    /** All of a file. */
    static SeenFile of(FileNode file) {
        return new SeenFile(file, 0);
    }

    String name() {
        return file.name();
    }

    long bytes() {
        return file.bytes();
    }

    /** What a remembered file is told from others by: a local one's inode, or else its name. */
    String id() {
        return id(file);
    }

    /** The {@link #id()} that a file has when it is found. */
    static String id(FileNode file) {
        return isInode(file) ? file.key() : file.name();
    }

    /** Whether it is known by more than its name. */
    boolean isInode() {
        return isInode(file);
    }

    private static boolean isInode(FileNode file) {
        return file.isLocal() && file.key() != null;
    }

    /** The same file, where it is found now. */
    SeenFile at(FileNode found) {
        boolean asBefore =
                goneSince == 0
                        && file.path().equals(found.path())
                        && file.key() == found.key()
                        && file.changed() == found.changed();
        return asBefore ? this : new SeenFile(file.at(found), 0);
    }

    /** As it was when it was looked at last, under the name of a file that is there. */
    SeenFile named(FileNode present) {
        return new SeenFile(file.under(present.path()), 0);
    }

    SeenFile goneSince(long now) {
        return goneSince != 0 ? this : new SeenFile(file, now);
    }

    /** Which of two of the same name had it last. */
    static SeenFile seenLater(SeenFile a, SeenFile b) {
        return a.goneSince == 0 || b.goneSince != 0 && a.goneSince > b.goneSince ? a : b;
    }

    /** Whether nothing points to a change since it was read. */
    boolean isLike(FileNode found) {
        if (!found.isLocal() && file.key() != null && found.key() != null) {
            return file.key().equals(found.key()) && file.bytes() == found.bytes();
        }
        return isAsLongAndOld(found)
                && (file.key() == null || found.key() == null || file.key().equals(found.key()))
                && (file.changed() == 0
                        || found.changed() == 0
                        || file.changed() == found.changed());
    }

    /** Whether what points to a change is no more than another name, owner, permission or link. */
    boolean isLikeButForItsInode(FileNode found) {
        return id().equals(id(found))
                && isAsLongAndOld(found)
                && (!name().equals(found.name()) || file.access() != found.access());
    }

    private boolean isAsLongAndOld(FileNode found) {
        return file.modified() == found.modified() && file.bytes() == found.bytes();
    }
}
