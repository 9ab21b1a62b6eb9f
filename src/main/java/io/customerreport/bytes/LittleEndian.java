package io.customerreport.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array as one number, the first byte lowest, wherever they start. */
public final class LittleEndian {

    /** Gets and sets a long at an index of a byte array. */
    public static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** At most eight characters of ASCII as the number that their bytes are, padded with zeros. */
    public static long word(String ascii) {
        long word = 0;
        for (int i = 0; i < ascii.length(); i++) {
            word |= (long) ascii.charAt(i) << 8 * i;
        }
        return word;
    }
}
