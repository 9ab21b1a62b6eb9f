package io.customerreport.source;

/**
 * A file of a watched input that was handed out to be read.
 *
 * @param name under which it was found last, see {@link FileNode#name}
 * @param key see {@link FileNode#key}; null if it is not known
 * @param modified its time of last change in milliseconds since 1970, as far as it is read
 * @param bytes as far as it is read
 * @param sample of these bytes; null if there is none
 * @param goneSince when it was missed first, in milliseconds since 1970; 0 while it is there
 */
record SeenFile(
        String name, String key, long modified, long bytes, FileSample sample, long goneSince) {

    /** All of a file. */
    static SeenFile of(FileNode file) {
        return new SeenFile(
                file.name(), file.key(), file.modified(), file.bytes(), file.sample(), 0);
    }

    /** The same file, where it is found now. */
    SeenFile at(FileNode file) {
        return name.equals(file.name()) && goneSince == 0 && file.key() == key
                ? this
                : new SeenFile(file.name(), file.key(), modified, bytes, sample, 0);
    }

    SeenFile goneSince(long now) {
        return goneSince != 0 ? this : new SeenFile(name, key, modified, bytes, sample, now);
    }

    /** Whether nothing points to a change since it was read. */
    boolean isLike(FileNode file) {
        if (!file.isLocal() && key != null && file.key() != null) {
            return key.equals(file.key()) && bytes == file.bytes();
        }
        return modified == file.modified()
                && bytes == file.bytes()
                && (key == null || file.key() == null || key.equals(file.key()));
    }
}
