package io.customerreport.combine;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.bytes.Utf8Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShuffleOrderTest {

    private static final int CUSTOMERS = 20_000;

    @ParameterizedTest
    @CsvSource({"128,1", "128,2", "128,3", "128,128", "1,1", "32768,7"})
    void eachReceiverGetsOneKeyGroupAfterTheOther(int keyGroups, int receivers) {
        List<CustomerId> sent = sent(keyGroups, receivers);

        assertThat(sent).doesNotHaveDuplicates().hasSize(CUSTOMERS);
        int[] latest = new int[receivers];
        for (CustomerId customer : sent) {
            int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(customer, keyGroups);
            int receiver =
                    KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
                            keyGroups, receivers, keyGroup);
            assertThat(keyGroup).isGreaterThanOrEqualTo(latest[receiver]);
            latest[receiver] = keyGroup;
        }
    }

    /** Else they would wait for each other, and the network with them. */
    @Test
    void allReceiversGetTheirsAtTheSameTime() {
        int receivers = 4;
        List<CustomerId> sent = sent(128, receivers);

        for (int from = 0; from < CUSTOMERS; from += CUSTOMERS / 10) {
            int[] shares = new int[receivers];
            for (CustomerId customer : sent.subList(from, from + CUSTOMERS / 10)) {
                shares[
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                customer, 128, receivers)]++;
            }
            assertThat(Arrays.stream(shares).min().getAsInt()).isGreaterThan(CUSTOMERS / 80);
        }
    }

    /** A partition of the hashes after the other, which is how customers are added. */
    @Test
    void orderOfAppearanceIsThatOfTheHashes() {
        List<Integer> partitions =
                sent(ShuffleOrder.OF_APPEARANCE).stream()
                        .map(customer -> partition(customer.utf8()))
                        .toList();

        assertThat(partitions).hasSize(CUSTOMERS).isSorted();
    }

    private static int partition(byte[] id) {
        return CustomerIndex.partition(Utf8Hash.hash64(id, 0, id.length));
    }

    private static List<CustomerId> sent(int keyGroups, int receivers) {
        return sent(new ShuffleOrder(keyGroups, receivers));
    }

    private static List<CustomerId> sent(ShuffleOrder order) {
        AggregateTable table = new AggregateTable(Long.MAX_VALUE, order);
        for (int i = 0; i < CUSTOMERS; i++) {
            // Every tenth id is too long to lie in the customer's record.
            String prefix = i % 10 == 0 ? "a customer with a long id " : "cus_";
            table.add(event(prefix + i, "view", 1, 1.0));
        }
        List<CustomerId> sent = new ArrayList<>();
        table.drainTo(part -> sent.add(part.customer()));
        return sent;
    }
}
