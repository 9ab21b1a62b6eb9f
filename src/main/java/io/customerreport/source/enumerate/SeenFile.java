package io.customerreport.source.enumerate;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.FileSample;

/**
 * A file of a watched input that was handed out to be read.
 *
 * @param name under which it was found last, see {@link FileNode#name}
 * @param key see {@link FileNode#key}; null if it is not known
 * @param modified its time of last change in milliseconds since 1970, as far as it is read
 * @param bytes as far as it is read
 * @param changed see {@link FileNode#changed}, when it was looked at last
 * @param access see {@link FileNode#access}, when it was looked at last
 * @param sample of these bytes; null if there is none
 * @param goneSince when it was missed first, in milliseconds since 1970; 0 while it is there
 */
record SeenFile(
        String name,
        String key,
        long modified,
        long bytes,
        long changed,
        int access,
        FileSample sample,
        long goneSince) {

    /** All of a file. */
    static SeenFile of(FileNode file) {
        return new SeenFile(
                file.name(),
                file.key(),
                file.modified(),
                file.bytes(),
                file.changed(),
                file.access(),
                file.sample(),
                0);
    }

    /** What a remembered file is told from others by: a local one's inode, or else its name. */
    String id() {
        return isInode() ? key : name;
    }

    /** Whether it is known by more than its name. */
    boolean isInode() {
        return key != null && name.startsWith(FileNode.LOCAL);
    }

    /** As {@link #id()} of a file that is there. */
    static String id(FileNode file) {
        return file.isLocal() && file.key() != null ? file.key() : file.name();
    }

    /** The same file, where it is found now. */
    SeenFile at(FileNode file) {
        boolean asBefore =
                name.equals(file.name())
                        && goneSince == 0
                        && file.key() == key
                        && changed == file.changed();
        return asBefore
                ? this
                : new SeenFile(
                        file.name(),
                        file.key(),
                        modified,
                        bytes,
                        file.changed(),
                        file.access(),
                        sample,
                        0);
    }

    /** As it was when it was looked at last, under its present name. */
    SeenFile named(String present) {
        return new SeenFile(present, key, modified, bytes, changed, access, sample, 0);
    }

    SeenFile goneSince(long now) {
        return goneSince != 0
                ? this
                : new SeenFile(name, key, modified, bytes, changed, access, sample, now);
    }

    /** Which of two of the same name had it last. */
    static SeenFile seenLater(SeenFile a, SeenFile b) {
        return a.goneSince == 0 || b.goneSince != 0 && a.goneSince > b.goneSince ? a : b;
    }

    /** Whether nothing points to a change since it was read. */
    boolean isLike(FileNode file) {
        if (!file.isLocal() && key != null && file.key() != null) {
            return key.equals(file.key()) && bytes == file.bytes();
        }
        return modified == file.modified()
                && bytes == file.bytes()
                && (key == null || file.key() == null || key.equals(file.key()))
                && (changed == 0 || file.changed() == 0 || changed == file.changed());
    }

    /** Whether what points to a change is no more than another name, owner, permission or link. */
    boolean isLikeButForItsInode(FileNode file) {
        return id().equals(id(file))
                && modified == file.modified()
                && bytes == file.bytes()
                && (!name.equals(file.name()) || access != file.access());
    }
}
