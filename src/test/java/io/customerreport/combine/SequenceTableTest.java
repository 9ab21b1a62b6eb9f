package io.customerreport.combine;

import static io.customerreport.aggregate.CustomerAggregateTest.assertSame;
import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.parse.Event;
import io.customerreport.testing.EventSequences;
import io.customerreport.testing.EventSequences.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sequences of a table, added up in the order of their positions, against the events one by
 * one.
 */
class SequenceTableTest {

    private static final long LAST_SECOND = 253_402_300_799L;

    private final Random random = new Random(20_260_101);
    private final SequenceTable table = new SequenceTable(Long.MAX_VALUE);
    private final Map<String, SequentialAggregate> expected = new HashMap<>();
    private final List<Placed> sequences = new ArrayList<>();
    private long position = 7;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1_000, 200_000})
    void sumsAreThoseOfTheEventsOneByOne(int events) {
        add(events, () -> payment("cus_" + random.nextInt(1 + events / 10)));

        assertDrained();
    }

    @Test
    void customerHasOneRunUnlessItIsFull() {
        add(10_000, () -> payment("cus_" + random.nextInt(100)));

        drain();

        assertThat(sequences).hasSize(100);
        assertDrained();
    }

    @Test
    void runIsCutWhenFullAndTheRestFollowsIt() {
        add(50_000, () -> payment(random.nextInt(10) == 0 ? "cold" : "hot"));

        drain();

        assertThat(sequences).hasSizeGreaterThan(12);
        assertThat(sequences)
                .allMatch(placed -> placed.sequence().length < SequencePacker.FULL_BYTES + 1_000);
        assertDrained();
    }

    @Test
    void longNamesOfTypesFillARunToo() {
        String name = "t".repeat(10_000);
        add(200, () -> event("ada", name + random.nextInt(50), 1, 0.1 * random.nextInt(9)));

        drain();

        assertThat(sequences)
                .allMatch(placed -> placed.sequence().length < 2 * SequencePacker.FULL_BYTES);
        assertDrained();
    }

    @Test
    void singleTypeMayBeLongerThanAFullRun() {
        String name = "t".repeat(300_000);
        add(3, () -> event("ada", name, 1, 0.1));
        add(3, () -> event("ada", "view", 1, 0.2));

        assertDrained();
    }

    @Test
    void typesMayBeMany() {
        add(30_000, () -> event("cus_" + random.nextInt(3), "t" + random.nextInt(5_000), 1, 0.1));

        assertDrained();
    }

    @Test
    void idsMayHaveAnyLength() {
        add(5_000, () -> payment("x".repeat(1 + random.nextInt(40)) + random.nextInt(3)));

        assertDrained();
    }

    @Test
    void tableThatWasDrainedGoesOnWithRunsThatSortBehind() {
        for (int i = 0; i < 40; i++) {
            add(random.nextInt(400), () -> payment("cus_" + random.nextInt(20)));
            drain();
        }

        assertDrained();
    }

    @Test
    void runsOfEventsOfAFewBytesStillSortBehind() {
        for (int i = 0; i < 40; i++) {
            for (int n = 0; n < 10_000; n++) {
                Event event = payment("ada");
                event.position = position++;
                table.add(event);
                aggregate("ada").add(event);
            }
            drain();
        }

        assertDrained();
    }

    @Test
    void asksToBeDrainedWhenItOutgrowsItsMemory() {
        SequenceTable small = new SequenceTable(1 << 20);
        int events = 1;
        while (!small.add(payment("cus_" + random.nextInt(100)))) {
            events++;
        }

        assertThat(small.memoryBytes()).isBetween(1L << 20, (1L << 20) + (1 << 15));
        assertThat(events).isBetween(20_000, 1 << 16);
        EventSequences.drained(small);
        assertThat(small.add(payment("ada"))).isFalse();
        assertThat(small.memoryBytes()).isLessThan(1 << 18);
    }

    @Test
    void emptyTableHandsOutNothing() {
        assertThat(EventSequences.drained(table)).isEmpty();
    }

    /** Amounts whose sums depend on the order, on days in no order. */
    private Event payment(String customer) {
        double[] amounts = {1e16, -1e16, 1.0, 0.1, -0.0, 0.0, 3.3, 1e308, Double.NaN};
        // NaN and infinite sums are for customers of their own: they hide all other sums.
        int most = customer.hashCode() % 16 == 0 ? amounts.length : 7;
        String[] types = {"checkout", "view", "", "refund", "\uFF5E", "\uD83D\uDE00"};
        long[] seconds = {1, 86_399, 86_400, 1_735_689_600, LAST_SECOND};
        return event(
                customer,
                types[random.nextInt(types.length)],
                random.nextBoolean()
                        ? seconds[random.nextInt(seconds.length)]
                        : 1 + random.nextInt(2_000_000_000),
                amounts[random.nextInt(most)]);
    }

    private void add(int count, Supplier<Event> events) {
        for (int i = 0; i < count; i++) {
            Event event = events.get();
            event.position = position;
            position += 1 + random.nextInt(300);
            table.add(event);
            aggregate(customer(event)).add(event);
        }
    }

    private SequentialAggregate aggregate(String customer) {
        return expected.computeIfAbsent(customer, name -> new SequentialAggregate());
    }

    private static String customer(Event event) {
        return CustomerId.copyOf(event.customer, event.customerStart, event.customerLength)
                .toString();
    }

    private void drain() {
        sequences.addAll(EventSequences.drained(table));
    }

    /** Checks all sequences so far, as if they came from a sort by position. */
    private void assertDrained() {
        drain();
        List<Placed> sorted = new ArrayList<>(sequences);
        java.util.Collections.shuffle(sorted, random);
        sorted.sort(Comparator.comparingLong(Placed::position));
        Map<String, SequentialAggregate> actual = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (Placed placed : sorted) {
            String customer = placed.sequence().customer().toString();
            Long before = last.put(customer, placed.position());
            assertThat(before == null || before < placed.position()).isTrue();
            actual.computeIfAbsent(customer, name -> new SequentialAggregate())
                    .add(placed.sequence());
        }
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((customer, is) -> assertSame(is, expected.get(customer)));
    }
}
