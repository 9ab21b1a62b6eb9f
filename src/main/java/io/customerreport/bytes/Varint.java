package io.customerreport.bytes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Non-negative integers in as few bytes as they need: seven bits a byte, lowest first (LEB128). */
public final class Varint {

    private Varint() {}

    public static void write(DataOutput out, long value) throws IOException {
        while ((value & ~0x7fL) != 0) {
            out.writeByte((int) (value | 0x80));
            value >>>= 7;
        }
        out.writeByte((int) value);
    }

    public static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
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
        long value = read(in);
        if (value != (int) value || value < 0) {
            throw new IOException(value + " is no length");
        }
        return (int) value;
    }
}
