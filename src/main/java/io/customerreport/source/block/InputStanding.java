package io.customerreport.source.block;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is in a watched input that is not read, for the time being.
 *
 * @param scan when the scan began that found it so, in milliseconds since 1970
 * @param unscannedSince the same of the last scan before that which did not fail; 0 if this one did
 *     not
 * @param waiting how many files hold something and are not ready
 * @param first the names of some of them, as the user spells these
 */
public record InputStanding(long scan, long unscannedSince, int waiting, List<String> first)
        implements InputMessage, Serializable {

    /** Before anything was found. */
    public static final InputStanding NOTHING = new InputStanding(0, 0, 0, List.of());

    /** How many files are named. */
    public static final int NAMES = 10;

    public InputStanding {
        first = List.copyOf(first);
    }

    /** Whether both say the same, each of its time. */
    public boolean isAs(InputStanding other) {
        return equals(new InputStanding(scan, other.unscannedSince, other.waiting, other.first));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(scan);
        out.writeLong(unscannedSince);
        out.writeInt(waiting);
        out.writeInt(first.size());
        for (String name : first) {
            out.writeUTF(name);
        }
    }

    static InputStanding read(DataInput in) throws IOException {
        long scan = in.readLong();
        long unscannedSince = in.readLong();
        int waiting = in.readInt();
        List<String> first = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            first.add(in.readUTF());
        }
        return new InputStanding(scan, unscannedSince, waiting, first);
    }
}
