package io.customerreport.source.compression;

import com.github.luben.zstd.util.Native;

/**
 * Loads zstd's native library, which a machine takes from a file only: so it is unpacked into the
 * temporary folder first.
 */
public final class ZstdLibrary {

    private ZstdLibrary() {}

    /**
     * To be called before any of zstd's classes, which could not be used after a failure.
     *
     * @throws UnsatisfiedLinkError if the folder is full, or no place for programs; an error, since
     *     it says nothing about the file that is read
     */
    public static void load() {
        load(Native::load);
    }

    static void load(Runnable library) {
        try {
            library.run();
        } catch (LinkageError e) {
            UnsatisfiedLinkError failure =
                    new UnsatisfiedLinkError(
                            "zstd's library cannot be loaded from the temporary folder '"
                                    + System.getProperty("java.io.tmpdir")
                                    + "' ("
                                    + reason(e)
                                    + "): name one that has room, and is not mounted noexec, by"
                                    + " TMPDIR=FOLDER");
            // Not its cause, which speaks of an unsupported machine.
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** What the system said, without the names of the file that is gone by now. */
    private static String reason(LinkageError failure) {
        String line = String.valueOf(failure.getMessage()).split("\\R", 2)[0];
        return line.substring(line.lastIndexOf(": ") + 1).strip();
    }
}
