package io.customerreport.source.files;

/** Takes note of entries of folders that a listing passes over. */
interface SkippedEntries {

    /**
     * @param system as {@link FileNode#system}
     * @param path the entry's, on that system
     * @param why completes a sentence that begins with its name
     */
    void add(String system, String path, String why);
}
