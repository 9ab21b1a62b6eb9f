package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Aggregates events by customer until it is drained.
 *
 * <p>An open-addressing table keyed by the id's bytes, at most half full. Not safe for use by
 * several threads.
 */
final class AggregateTable {

    private static final int INITIAL_CAPACITY = 1024;

    private CustomerId[] customers = new CustomerId[INITIAL_CAPACITY];
    private ExactAggregate[] aggregates = new ExactAggregate[INITIAL_CAPACITY];
    private int size;
    private long aggregateBytes;

    /** Adds the event, of which nothing is kept by reference. */
    void add(Event event) {
        int slot = slotOf(event.customer, event.customerStart, event.customerLength);
        ExactAggregate aggregate = aggregates[slot];
        if (aggregate == null) {
            aggregate = insert(slot, event);
        }
        long before = aggregate.memoryBytes();
        aggregate.add(event);
        aggregateBytes += aggregate.memoryBytes() - before;
    }

    private ExactAggregate insert(int slot, Event event) {
        ExactAggregate aggregate = new ExactAggregate();
        customers[slot] =
                CustomerId.copyOf(event.customer, event.customerStart, event.customerLength);
        aggregates[slot] = aggregate;
        aggregateBytes += aggregate.memoryBytes() + 64 + event.customerLength;
        if (++size > customers.length / 2) {
            grow();
        }
        return aggregate;
    }

    private void grow() {
        CustomerId[] oldCustomers = customers;
        ExactAggregate[] oldAggregates = aggregates;
        customers = new CustomerId[oldCustomers.length * 2];
        aggregates = new ExactAggregate[customers.length];
        for (int i = 0; i < oldCustomers.length; i++) {
            if (oldCustomers[i] != null) {
                byte[] utf8 = oldCustomers[i].utf8();
                int slot = slotOf(utf8, 0, utf8.length);
                customers[slot] = oldCustomers[i];
                aggregates[slot] = oldAggregates[i];
            }
        }
    }

    private int slotOf(byte[] bytes, int start, int length) {
        int mask = customers.length - 1;
        int slot = Utf8Hash.hash32(bytes, start, length) & mask;
        while (customers[slot] != null && !isAt(slot, bytes, start, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int slot, byte[] bytes, int start, int length) {
        byte[] utf8 = customers[slot].utf8();
        return Arrays.equals(utf8, 0, utf8.length, bytes, start, start + length);
    }

    int size() {
        return size;
    }

    /** Bytes on the heap, roughly. */
    long memoryBytes() {
        return aggregateBytes + 8L * customers.length;
    }

    /** Hands out every customer's aggregate, which then belongs to the receiver, and is empty. */
    void drainTo(Consumer<KeyedAggregate> receiver) {
        for (int i = 0; i < customers.length; i++) {
            if (customers[i] != null) {
                receiver.accept(new KeyedAggregate(customers[i], aggregates[i]));
                customers[i] = null;
                aggregates[i] = null;
            }
        }
        size = 0;
        aggregateBytes = 0;
    }
}
