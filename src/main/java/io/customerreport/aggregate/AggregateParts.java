package io.customerreport.aggregate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is known of one customer, as bytes: the parts that combiners sent, one after the other.
 *
 * <p>A customer's state is read far less often than parts are added to it, so adding one is no more
 * than appending its bytes; the parts are merged when someone asks for the {@link #whole}, and when
 * they become many. Besides, the collector has two objects a customer to look at instead of dozens.
 * Each part is what {@link ExactAggregate#write} writes.
 *
 * <p>Immutable.
 */
public final class AggregateParts {

    /**
     * The most parts that are kept unmerged: they take more space, but merging them earlier saves
     * no work.
     */
    static final int MAX_PARTS = 8;

    /**
     * Parts that are large together are merged at once: eight of tens of megabytes are too many.
     */
    static final int MAX_BYTES = 4 << 20;

    private final int count;
    private final byte[] bytes;

    /** Takes over the array, which must not be written to any more. */
    public AggregateParts(int count, byte[] bytes) {
        this.count = count;
        this.bytes = bytes;
    }

    /** An aggregate as a single part. */
    public static AggregateParts of(ExactAggregate aggregate) {
        if (aggregate.written() != null) {
            return new AggregateParts(1, aggregate.written());
        }
        DataOutputSerializer out = new DataOutputSerializer(256);
        try {
            aggregate.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return new AggregateParts(1, out.getCopyOfBuffer());
    }

    /** These parts and the others. */
    public AggregateParts plus(AggregateParts others) {
        byte[] both = Arrays.copyOf(bytes, Math.addExact(bytes.length, others.bytes.length));
        System.arraycopy(others.bytes, 0, both, bytes.length, others.bytes.length);
        AggregateParts all = new AggregateParts(count + others.count, both);
        return all.count <= MAX_PARTS && both.length <= MAX_BYTES ? all : of(all.whole());
    }

    /**
     * Merges the parts into an aggregate that belongs to the caller.
     *
     * @throws IllegalStateException if the bytes are not those of aggregates
     */
    public ExactAggregate whole() {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        try {
            ExactAggregate whole = new ExactAggregate();
            while (in.available() > 0) {
                whole.read(in);
            }
            if (count == 1) {
                whole.setWritten(bytes);
            }
            return whole;
        } catch (IOException e) {
            throw new IllegalStateException("customer state cannot be read", e);
        }
    }

    public int count() {
        return count;
    }

    /** The parts, not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof AggregateParts other
                && count == other.count
                && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
