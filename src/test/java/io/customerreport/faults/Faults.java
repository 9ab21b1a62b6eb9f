package io.customerreport.faults;

import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * Counts the operations on the {@code faulty:} file systems of this process and lets one of them go
 * wrong.
 *
 * <p>Exceptions say what those of real file systems say: operations on paths name the path, a read
 * or a write through an open file does not.
 */
public final class Faults {

    /** What happens to the chosen operation. */
    public enum Fault {
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

    private static Fault fault;
    private static long chosen;
    private static long operations;
    private static String struck;

    private Faults() {}

    /** Lets the {@code number}-th operation from now on go wrong, counted from 1; 0 for none. */
    public static synchronized void arm(Fault kind, long number) {
        fault = kind;
        chosen = number;
        operations = 0;
        struck = null;
    }

    /** How many operations there were since arming. */
    public static synchronized long operations() {
        return operations;
    }

    /** The operation that went wrong, null for none. */
    public static synchronized String struck() {
        return struck;
    }

    /** For operations that name a path. */
    static void onPath(String operation, Path path) throws IOException {
        if (strikes(operation, path) == Fault.FAIL) {
            throw new IOException(operation + " " + path + ": the server does not answer");
        }
    }

    /** For operations on an open file: what is to be done, null for the ordinary. */
    static Fault onStream(String operation, Path path) throws IOException {
        Fault kind = strikes(operation, path);
        if (kind == Fault.FAIL) {
            throw new IOException("Input/output error");
        }
        return kind;
    }

    private static Fault strikes(String operation, Path path) {
        Fault kind = count(operation, path);
        if (kind == Fault.STALL) {
            try {
                Thread.sleep(STALL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return kind;
    }

    private static synchronized Fault count(String operation, Path path) {
        operations++;
        boolean lasting = fault == Fault.SHORTEN || fault == Fault.FILL_DISK;
        if (operations == chosen) {
            struck = operation + " " + path;
            return fault;
        }
        return lasting && chosen > 0 && operations > chosen ? fault : null;
    }

    /** Whether the disk was full already when the current write began. */
    static synchronized boolean isPastChosen() {
        return operations > chosen;
    }
}
