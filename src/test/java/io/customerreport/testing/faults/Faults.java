package io.customerreport.testing.faults;

import io.customerreport.testing.Shared;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * Counts the operations on the files below its {@link #root} and lets one of them go wrong.
 *
 * <p>Exceptions say what those of real file systems say: operations on paths name the path, a read
 * or a write through an open file does not.
 */
public final class Faults {

    /** What happens to the chosen operation. */
    public enum Kind {
        /** It throws, as do no others. */
        FAIL,
        /** It takes its time. */
        STALL,
        /** A read gives one byte, and so do all that follow it. */
        SHORTEN,
        /** A write gets half of its bytes onto the disk, and no later one any. */
        FILL_DISK
    }

    private static final long STALL_MILLIS = 30;

    private final Shared<Faults> shared = new Shared<>(this);

    private Kind fault;
    private long chosen;
    private long operations;
    private String struck;

    /** The local files, with these faults. */
    public String root() {
        return FaultyFileSystem.SCHEME + "://" + shared.id();
    }

    /** Lets the {@code number}-th operation from now on go wrong, counted from 1; 0 for none. */
    public synchronized void arm(Kind kind, long number) {
        fault = kind;
        chosen = number;
        operations = 0;
        struck = null;
    }

    /** How many operations there were since arming. */
    public synchronized long operations() {
        return operations;
    }

    /** The operation that went wrong, null for none. */
    public synchronized String struck() {
        return struck;
    }

    /** For operations that name a path. */
    void onPath(String operation, Path path) throws IOException {
        if (strikes(operation, path) == Kind.FAIL) {
            throw new IOException(operation + " " + path + ": the server does not answer");
        }
    }

    /** For operations on an open file: what is to be done, null for the ordinary. */
    Kind onStream(String operation, Path path) throws IOException {
        Kind kind = strikes(operation, path);
        if (kind == Kind.FAIL) {
            throw new IOException("Input/output error");
        }
        return kind;
    }

    private Kind strikes(String operation, Path path) {
        Kind kind = count(operation, path);
        if (kind == Kind.STALL) {
            try {
                Thread.sleep(STALL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return kind;
    }

    private synchronized Kind count(String operation, Path path) {
        operations++;
        boolean lasting = fault == Kind.SHORTEN || fault == Kind.FILL_DISK;
        if (operations == chosen) {
            struck = operation + " " + path;
            return fault;
        }
        return lasting && chosen > 0 && operations > chosen ? fault : null;
    }

    /** Whether the disk was full already when the current write began. */
    synchronized boolean isPastChosen() {
        return operations > chosen;
    }
}
