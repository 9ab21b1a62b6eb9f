package io.customerreport.cli.process;

import java.util.Arrays;

/**
 * Tells what ends the process: code of its own, as Flink's on a fatal error, or a signal. The JVM
 * has no other answer than the stack of the thread that called {@link Runtime#exit}, and waits.
 */
public final class ExitCall {

    private ExitCall() {}

    /** For a shutdown hook. */
    public static boolean isGoingOn() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(Runtime.class.getName())
                                        && frame.getMethodName().equals("exit"));
    }
}
