package io.customerreport.combine;

import static io.customerreport.aggregate.CustomerAggregateTest.assertSame;
import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.parse.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against the plain aggregate of each customer. */
class AggregateTableTest {

    private static final long DAY = 86_400;

    private final Random random = new Random(20_260_101);
    private final AggregateTable table =
            new AggregateTable(Long.MAX_VALUE, new ShuffleOrder(128, 2));
    private final Map<String, ExactAggregate> expected = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1_000, 100_000})
    void aggregatesAreThoseOfTheEventsOneByOne(int events) {
        add(events, () -> payment("cus_" + random.nextInt(1 + events / 10)));

        assertDrained();
    }

    @Test
    void idsMayHaveAnyLength() {
        add(
                20_000,
                () -> {
                    int length = 1 + random.nextInt(random.nextInt(50) == 0 ? 3_000 : 40);
                    return payment("x".repeat(length) + random.nextInt(3));
                });

        assertDrained();
    }

    /** Else 64 events of such ids would be held before the memory is looked at. */
    @Test
    void idsOfAMegabyteDoNotWaitForOtherEvents() {
        AggregateTable small = new AggregateTable(3 << 20, new ShuffleOrder(128, 2));
        int events = 0;
        boolean full = false;
        while (!full) {
            full = small.add(payment("x".repeat(1 << 20) + events++));
        }

        assertThat(events).isBetween(2, 4);
    }

    @Test
    void idsThatShareTheirBeginningsAreTold() {
        add(
                20_000,
                () ->
                        payment(
                                "\u0000".repeat(random.nextInt(20))
                                        + "a\u0000".repeat(random.nextInt(9))
                                        + "b"));

        assertDrained();
    }

    @Test
    void daysMayBeAnyAndMany() {
        add(
                50_000,
                () -> event("c" + random.nextInt(3), "view", 1 + random.nextInt(9_000) * DAY, 1.5));
        add(1_000, () -> event("far", "view", random.nextLong(253_402_300_799L) + 1, 0.1));
        add(1_000, () -> event("same slots", "view", 1 + random.nextInt(30) * 4_096 * DAY, 2.5));

        assertDrained();
    }

    @Test
    void typesMayBeManyAndOften() {
        add(5_000, () -> event("one", "view", 1, 1));
        add(5_000, () -> event("few", "type-" + random.nextInt(9), 1, 1));
        add(20_000, () -> event("c" + random.nextInt(9), "type-" + random.nextInt(5_000), 1, 1));
        int[] next = {0};
        add(70_000, () -> event("c" + random.nextInt(9), "more-" + next[0]++, 1, 1));

        assertDrained();
    }

    @Test
    void amountsMayBeAny() {
        double[] odd = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e300,
            -1e300,
            5e-324,
            0.0,
            -0.0,
            1e-9,
            0x1p46,
            0x1p47
        };
        add(
                20_000,
                () -> {
                    Event event = payment("c" + random.nextInt(2_000));
                    if (random.nextInt(5) == 0) {
                        event.usd = odd[random.nextInt(odd.length)];
                    }
                    return event;
                });

        assertDrained();
    }

    @Test
    void drainedTableStartsAnew() {
        for (int round = 0; round < 4; round++) {
            add(30_000, () -> payment("cus_" + random.nextInt(5_000)));
            add(100, () -> event("w", "t" + random.nextInt(30), 1, 1e200));

            assertDrained();

            expected.clear();
            assertThat(table.size()).isZero();
        }
    }

    @Test
    void asksToBeDrainedWhenItOutgrowsItsMemory() {
        long limit = 4 << 20;
        AggregateTable small = new AggregateTable(limit, new ShuffleOrder(128, 2));

        int events = 0;
        while (!small.add(payment("customer-" + events / 2))) {
            events++;
            assertThat(small.memoryBytes()).isLessThan(2 * limit);
        }

        assertThat(events / 2).isBetween(5_000, 42_000);
        int[] drained = {0};
        small.drainTo(part -> drained[0]++);
        assertThat(drained[0]).isEqualTo(events / 2 + 1);
        assertThat(small.memoryBytes()).isLessThan(limit);
    }

    /** A larger table would combine no more. */
    @Test
    void asksToBeDrainedWhenNearlyEveryEventHasACustomerOfItsOwn() {
        long limit = 64 << 20;

        int events = eventsBeforeADrain(new AggregateTable(limit, new ShuffleOrder(128, 2)), 1);

        assertThat(events).isBetween(200_000, 262_144);
    }

    @Test
    void growsWhereCustomersRepeat() {
        long limit = 64 << 20;

        int events = eventsBeforeADrain(new AggregateTable(limit, new ShuffleOrder(128, 2)), 2);

        assertThat(events).isBetween(400_000, 1_000_000);
    }

    private int eventsBeforeADrain(AggregateTable table, int eventsACustomer) {
        int events = 0;
        while (!table.add(payment("customer-" + events / eventsACustomer))) {
            events++;
        }
        return events;
    }

    /** Most events wait while customers are added, and some wait on while the table is drained. */
    @Test
    void tableThatIsDrainedWhenItAsksLosesNothing() {
        AggregateTable small = new AggregateTable(4 << 20, new ShuffleOrder(128, 2));
        Map<String, AggregateParts> drained = new HashMap<>();
        int[] drains = {0};
        for (int i = 0; i < 300_000; i++) {
            Event event = payment("customer-" + random.nextInt(60_000));
            if (i % 1_000 == 0) {
                event = event("customer-" + i, "t".repeat(100) + i, 1 + i, 1e200);
            }
            expect(event);
            if (small.add(event)) {
                drains[0]++;
                small.drainTo(part -> merge(drained, part));
            }
        }
        small.drainTo(part -> merge(drained, part));

        assertThat(drains[0]).isPositive();
        assertThat(drained.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (customer, aggregate) -> assertSame(drained.get(customer).whole(), aggregate));
    }

    private static void merge(Map<String, AggregateParts> into, CustomerPart part) {
        into.merge(part.customer().toString(), part.parts(), AggregateParts::plus);
    }

    @Test
    void longIdsCountAsMemory() {
        AggregateTable small = new AggregateTable(1 << 20, new ShuffleOrder(128, 2));
        String id = "x".repeat(10_000);

        int events = 0;
        while (!small.add(event(id + events, "view", 1, 1))) {
            events++;
        }

        assertThat(events).isLessThan(300);
    }

    private Event payment(String customer) {
        String[] types = {"view", "click", "checkout", "refund"};
        double cents = random.nextInt(100_000) / 100.0;
        return event(
                customer,
                types[random.nextInt(types.length)],
                1_735_689_600 + random.nextInt(90) * DAY + random.nextInt((int) DAY),
                cents * 1.09);
    }

    private void add(int events, Supplier<Event> source) {
        for (int i = 0; i < events; i++) {
            Event event = source.get();
            expect(event);
            assertThat(table.add(event)).isFalse();
        }
    }

    private void expect(Event event) {
        String customer =
                CustomerId.copyOf(event.customer, event.customerStart, event.customerLength)
                        .toString();
        expected.computeIfAbsent(customer, key -> new ExactAggregate()).add(event);
    }

    private void assertDrained() {
        Map<String, CustomerAggregate> drained = new HashMap<>();
        table.drainTo(
                part ->
                        assertThat(drained.put(part.customer().toString(), part.parts().whole()))
                                .isNull());
        assertThat(drained.keySet()).isEqualTo(expected.keySet());
        expected.forEach((customer, aggregate) -> assertSame(drained.get(customer), aggregate));
    }
}
