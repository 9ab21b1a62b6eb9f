package io.customerreport.bytes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Non-negative integers in as few bytes as they need: seven bits a byte, lowest first (LEB128).
 *
 * <p>Most need one byte. That case is apart, short enough for the quick compiler to inline.
 */
public final class Varint {

    private Varint() {}

    public static void write(DataOutput out, long value) throws IOException {
        if ((value & ~0x7fL) == 0) {
            out.writeByte((int) value);
        } else {
            writeBytes(out, value);
        }
    }

    private static void writeBytes(DataOutput out, long value) throws IOException {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.writeByte((int) (rest | 0x80));
        }
        out.writeByte((int) rest);
    }

    public static long read(DataInput in) throws IOException {
        byte first = in.readByte();
        return first >= 0 ? first : readAfter(first, in);
    }

    private static long readAfter(byte first, DataInput in) throws IOException {
        long value = first & 0x7f;
        for (int shift = 7; shift < 64; shift += 7) {
            byte b = in.readByte();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IOException("an integer of more than ten bytes");
    }

    /** Reads a length or count, which is never beyond an int. */
    public static int readInt(DataInput in) throws IOException {
        return length(read(in));
    }

    private static int length(long value) throws IOException {
        if (value != (int) value || value < 0) {
            throw new IOException(value + " is not a length");
        }
        return (int) value;
    }
}
