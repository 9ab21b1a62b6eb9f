package io.customerreport.combine;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.bytes.Utf8Hash;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of each customer, in large arrays: without an object for each of them, the
 * collector has nothing to copy or to look through, and a customer takes half the memory.
 *
 * <p>It holds the same as a {@code ValueState} of {@link AggregateParts}, which survives a failure.
 */
public final class PartsTable implements Iterable<CustomerPart> {

    /** The state backend in whose place such a table does. */
    private static final String HEAP = "hashmap";

    /** Where a customer's parts lie in the {@link #arena}. */
    private static final int REGION = CustomerIndex.FREE;

    /** The length of the parts in bytes, and in the lowest bits their count. */
    private static final int LENGTH = CustomerIndex.FREE + 1;

    private static final int RECORD_LONGS = CustomerIndex.FREE + 2;

    private static final int COUNT_BITS = 8;

    /** Instead of a length: no customer has no parts. */
    private static final long TAKEN = 0;

    /** Half of what an arena can address. */
    private static final long MAX_BYTES = 8L << 30;

    private final CustomerIndex customers = new CustomerIndex(RECORD_LONGS);
    private final LongArena arena = new LongArena(SizeClass.CLASSES);

    /**
     * Whether a new job's reports lie in such a table, as nothing has to survive a failure.
     *
     * @param backend the name of the job's state backend
     */
    public static boolean isFor(Configuration job, String backend) {
        return !CheckpointingOptions.isCheckpointingEnabled(job) && backend.equals(HEAP);
    }

    /**
     * Adds to what is known of a customer; nothing is kept by reference.
     *
     * @return whether there is room for more
     */
    public boolean add(CustomerPart part) {
        byte[] id = part.customer().utf8();
        int before = customers.size();
        int customer =
                customers.numberOf(
                        Utf8Hash.hash64(id, 0, id.length),
                        Utf8Hash.word(id, 0, id.length),
                        CustomerIndex.secondWord(id),
                        id.length,
                        id,
                        0);
        put(customer, customer == before ? part.parts() : replaced(customer).plus(part.parts()));
        return arena.memoryBytes() < MAX_BYTES && !customers.isFull();
    }

    /**
     * Takes a customer out, who must not be added again.
     *
     * @return null if nothing is known of the customer
     */
    public @Nullable AggregateParts take(CustomerId customer) {
        int number = customers.find(customer.utf8());
        if (number < 0 || isTaken(number)) {
            return null;
        }
        AggregateParts parts = parts(number);
        customers.chunk(number)[customers.offset(number) + LENGTH] = TAKEN;
        return parts;
    }

    private boolean isTaken(int customer) {
        return customers.chunk(customer)[customers.offset(customer) + LENGTH] == TAKEN;
    }

    /** Takes a customer's parts out of the arena. */
    private AggregateParts replaced(int customer) {
        AggregateParts parts = parts(customer);
        arena.free(region(customer), SizeClass.of(parts.bytes().length));
        return parts;
    }

    private int region(int customer) {
        return (int) customers.chunk(customer)[customers.offset(customer) + REGION];
    }

    private void put(int customer, AggregateParts parts) {
        byte[] bytes = parts.bytes();
        int sizeClass = SizeClass.of(bytes.length);
        int region = arena.allocate(SizeClass.longs(sizeClass), sizeClass);
        long[] chunk = arena.chunk(region);
        int to = LongArena.offset(region);
        for (int at = 0; at < bytes.length; at += 8) {
            chunk[to++] = Utf8Hash.word(bytes, at, bytes.length - at);
        }
        long[] record = customers.chunk(customer);
        int offset = customers.offset(customer);
        record[offset + REGION] = region;
        record[offset + LENGTH] = (long) bytes.length << COUNT_BITS | parts.count();
    }

    private AggregateParts parts(int customer) {
        long packed = customers.chunk(customer)[customers.offset(customer) + LENGTH];
        byte[] bytes = new byte[(int) (packed >>> COUNT_BITS)];
        int region = region(customer);
        Utf8Hash.unpack(arena.chunk(region), LongArena.offset(region), bytes, 0, bytes.length);
        return new AggregateParts((int) packed & (1 << COUNT_BITS) - 1, bytes);
    }

    /** All customers that are not taken, in the order of their appearance. */
    @Override
    public Iterator<CustomerPart> iterator() {
        return new Iterator<>() {

            private int next;

            @Override
            public boolean hasNext() {
                while (next < customers.size() && isTaken(next)) {
                    next++;
                }
                return next < customers.size();
            }

            @Override
            public CustomerPart next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return part(next++);
            }
        };
    }

    private CustomerPart part(int customer) {
        return new CustomerPart(CustomerId.wrap(customers.id(customer)), parts(customer));
    }

    /**
     * The sizes of regions: 1 to 8 longs, and from there four steps from each power of two to the
     * next, so that at most a fifth of a longer region is unused.
     */
    private static final class SizeClass {

        static final int CLASSES = 4 * 32;

        /** The smallest whose regions hold this many bytes. */
        static int of(int bytes) {
            int longs = Math.max(1, (int) ((bytes + 7L) / 8));
            if (longs <= 8) {
                return longs;
            }
            int exponent = 31 - Integer.numberOfLeadingZeros(longs - 1);
            int step = (longs - 1 >>> exponent - 2) - 4;
            return 8 + (exponent - 3) * 4 + step + 1;
        }

        static int longs(int sizeClass) {
            if (sizeClass <= 8) {
                return sizeClass;
            }
            int exponent = 3 + (sizeClass - 8 >>> 2);
            return 4 + (sizeClass - 8 & 3) << exponent - 2;
        }
    }
}
