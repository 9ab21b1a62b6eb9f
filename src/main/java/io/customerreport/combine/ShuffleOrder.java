package io.customerreport.combine;

import static org.apache.flink.runtime.state.KeyGroupRangeAssignment.computeKeyGroupForKeyHash;
import static org.apache.flink.runtime.state.KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex;

import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * The order in which a combiner's customers leave: for every receiver one key group after the
 * other, and for all receivers at the same time.
 *
 * <p>The state of a key group is a table of its own on the heap, and a range of neighbours on disk.
 * So a receiver finds each customer near the one before, and RocksDB reads a block of its file once
 * for all customers in it, not once for each.
 *
 * <p>A {@link PartsTable} has no key groups. It, too, finds neighbours near each other if customers
 * come in the order of a combiner's table, which {@link #OF_APPEARANCE} leaves as it is.
 */
public final class ShuffleOrder {

    /** For receivers that do not keep customers by key group. */
    static final ShuffleOrder OF_APPEARANCE = new ShuffleOrder(1, 1);

    /** The place of each key group among those of its receiver. */
    private final int[] turns;

    /**
     * An order for the customers of all key groups.
     *
     * @param keyGroups the receivers' maximum of parallelism
     * @param receivers their parallelism
     */
    public ShuffleOrder(int keyGroups, int receivers) {
        turns = new int[keyGroups];
        for (int receiver = 0; receiver < receivers; receiver++) {
            KeyGroupRange own =
                    computeKeyGroupRangeForOperatorIndex(keyGroups, receivers, receiver);
            for (int keyGroup : own) {
                turns[keyGroup] = keyGroup - own.getStartKeyGroup();
            }
        }
    }

    /** The numbers of all customers; those with the same turn keep their order. */
    int[] of(CustomerIndex customers) {
        int size = customers.size();
        int[] ordered = new int[size];
        if (turns.length == 1) {
            Arrays.setAll(ordered, customer -> customer);
            return ordered;
        }
        short[] turnOf = new short[size];
        int[] ends = new int[turns.length];
        for (int customer = 0; customer < size; customer++) {
            int keyHash = (int) customers.hash(customer);
            int turn = turns[computeKeyGroupForKeyHash(keyHash, turns.length)];
            // At most 2^15, the most key groups that Flink allows, less one.
            turnOf[customer] = (short) turn;
            ends[turn]++;
        }
        for (int turn = 1; turn < ends.length; turn++) {
            ends[turn] += ends[turn - 1];
        }
        for (int customer = size - 1; customer >= 0; customer--) {
            ordered[--ends[turnOf[customer]]] = customer;
        }
        return ordered;
    }
}
