package io.customerreport.source.read.input;

/** Finds line ends in bytes. */
public final class LineEnds {

    private LineEnds() {}

    /** Index of the first {@code '\n'} in {@code bytes[from, to)}, or -1. */
    public static int first(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Index of the last {@code '\n'} in {@code bytes[from, to)}, or -1. */
    public static int last(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
