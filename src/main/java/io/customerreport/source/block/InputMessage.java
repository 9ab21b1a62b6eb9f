package io.customerreport.source.block;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something about the input that is handed on, without lines, to whoever counts them. */
public sealed interface InputMessage permits InputNotice, InputStanding {

    /**
     * @param message null for none
     */
    static void write(@Nullable InputMessage message, DataOutput out) throws IOException {
        if (message instanceof InputNotice notice) {
            out.writeByte(1);
            notice.write(out);
        } else if (message instanceof InputStanding standing) {
            out.writeByte(2);
            standing.write(out);
        } else {
            out.writeByte(0);
        }
    }

    static @Nullable InputMessage read(DataInput in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 0 -> null;
            case 1 -> InputNotice.read(in);
            case 2 -> InputStanding.read(in);
            default -> throw new IOException("a message of the unknown kind " + kind);
        };
    }
}
