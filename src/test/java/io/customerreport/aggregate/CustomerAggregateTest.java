package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class CustomerAggregateTest {

    private static final long DAY = 86_400;

    @Test
    void daysAreAscendingWhateverTheOrderOfEvents() {
        CustomerAggregate aggregate = new ExactAggregate();

        for (long day : new long[] {7, 3, 9, 3, 1, 8, 2, 9}) {
            aggregate.add(event("c", "view", day * DAY + 5, day));
        }

        TreeMap<Integer, Long> events = new TreeMap<>();
        for (int i = 0; i < aggregate.activeDays(); i++) {
            events.put(aggregate.day(i), aggregate.dayEvents(i));
        }
        assertThat(events)
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of(1, 1L, 2, 1L, 3, 2L, 7, 1L, 8, 1L, 9, 2L)));
        assertThat(aggregate.daySpend(2)).isEqualTo(6.0);
        assertThat(aggregate.daySpend(5)).isEqualTo(18.0);
        assertThat(aggregate.totalEvents()).isEqualTo(8);
        assertThat(aggregate.totalSpend()).isEqualTo(42.0);
        assertThat(aggregate.latestTs()).isEqualTo(9 * DAY + 5);
    }

    @Test
    void onlyPositiveCheckoutsAreTickets() {
        CustomerAggregate aggregate = new ExactAggregate();

        aggregate.add(event("c", "checkout", 1, 10.0));
        aggregate.add(event("c", "checkout", 1, 20.5));
        aggregate.add(event("c", "checkout", 1, 0.0));
        aggregate.add(event("c", "checkout", 1, -7.0));
        aggregate.add(event("c", "checkout", 1, Double.NaN));
        aggregate.add(event("c", "checkouts", 1, 1000.0));
        aggregate.add(event("c", "heckout", 1, 1000.0));
        aggregate.add(event("c", "Checkout", 1, 1000.0));

        assertThat(aggregate.averageTicket()).isEqualTo(15.25);
    }

    @Test
    void withoutTicketsTheAverageIsZero() {
        CustomerAggregate aggregate = new SequentialAggregate();

        aggregate.add(event("c", "view", 1, 10.0));

        assertThat(Double.doubleToRawLongBits(aggregate.averageTicket())).isZero();
    }

    @Test
    void amongEquallyFrequentTypesTheSmallestCodePointIsTop() {
        CustomerAggregate aggregate = new ExactAggregate();

        // By UTF-16 unit U+1F600 would come first: its surrogates are below U+FF5E.
        aggregate.add(event("c", "\uD83D\uDE00", 1, 1));
        aggregate.add(event("c", "\uFF5E", 1, 1));

        assertThat(new String(aggregate.topType(), StandardCharsets.UTF_8)).isEqualTo("\uFF5E");
    }

    @Test
    void manyTypesAreCountedEach() {
        CustomerAggregate aggregate = new ExactAggregate();

        for (int i = 0; i < 10_000; i++) {
            aggregate.add(event("c", "type-" + i % 1_000, 1, 1));
        }
        aggregate.add(event("c", "type-777", 1, 1));

        assertThat(new String(aggregate.topType(), StandardCharsets.UTF_8)).isEqualTo("type-777");
    }

    @Test
    void sequentialSumsAreRunningDoublesInOrder() {
        CustomerAggregate aggregate = new SequentialAggregate();

        for (double usd : new double[] {0.1, 0.2, 0.3, 1e16, 1.0, -1e16}) {
            aggregate.add(event("c", "checkout", 1, usd));
        }

        assertThat(aggregate.totalSpend()).isEqualTo(0.0 + 0.1 + 0.2 + 0.3 + 1e16 + 1.0 - 1e16);
        assertThat(aggregate.averageTicket()).isEqualTo((0.0 + 0.1 + 0.2 + 0.3 + 1e16 + 1.0) / 5);
    }

    @Test
    void sequentialDayStartsFromItsFirstValueAndTheTotalFromZero() {
        CustomerAggregate aggregate = new SequentialAggregate();

        aggregate.add(event("c", "view", 1, -0.0));

        assertThat(aggregate.daySpend(0)).isEqualTo(-0.0);
        assertThat(aggregate.totalSpend()).isEqualTo(0.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mergingPartsInAnyOrderGivesTheBitsOfTheWhole(long seed) {
        Random random = new Random(seed);
        ExactAggregate whole = new ExactAggregate();
        List<ExactAggregate> parts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            parts.add(new ExactAggregate());
        }
        for (int i = 0; i < 500; i++) {
            double usd = Math.scalb(random.nextDouble() - 0.5, random.nextInt(300) - 100);
            var event = event("c", "t" + random.nextInt(12), 1 + random.nextInt(40) * DAY, usd);
            whole.add(event);
            parts.get(random.nextInt(parts.size())).add(event);
        }

        Collections.shuffle(parts, random);
        AggregateParts merged =
                parts.stream().map(AggregateParts::of).reduce(AggregateParts::plus).orElseThrow();

        assertSame(merged.whole(), whole);
    }

    @Test
    void copyKeepsItsCountsOfTypesAndItsHugeSums() {
        CustomerAggregate original = new ExactAggregate();
        original.add(event("c", "view", 1, 1e300));
        original.add(event("c", "view", 1, 0.0));
        original.add(event("c", "click", 1, 0.0));

        CustomerAggregate copy = original.copy();
        original.add(event("c", "click", 1, 1e300));
        original.add(event("c", "click", 1, 0.0));

        assertThat(copy.topType()).asString(StandardCharsets.UTF_8).isEqualTo("view");
        assertThat(copy.daySpend(0)).isEqualTo(1e300);
        assertThat(original.topType()).asString(StandardCharsets.UTF_8).isEqualTo("click");
        assertThat(original.daySpend(0)).isEqualTo(2e300);
    }

    public static void assertSame(CustomerAggregate actual, CustomerAggregate expected) {
        assertThat(actual.activeDays()).isEqualTo(expected.activeDays());
        for (int i = 0; i < expected.activeDays(); i++) {
            assertThat(actual.day(i)).isEqualTo(expected.day(i));
            assertThat(actual.dayEvents(i)).isEqualTo(expected.dayEvents(i));
            assertThat(Double.doubleToLongBits(actual.daySpend(i)))
                    .isEqualTo(Double.doubleToLongBits(expected.daySpend(i)));
        }
        assertThat(Double.doubleToLongBits(actual.totalSpend()))
                .isEqualTo(Double.doubleToLongBits(expected.totalSpend()));
        assertThat(Double.doubleToLongBits(actual.averageTicket()))
                .isEqualTo(Double.doubleToLongBits(expected.averageTicket()));
        assertThat(actual.topType()).isEqualTo(expected.topType());
        assertThat(actual.latestTs()).isEqualTo(expected.latestTs());
        assertThat(actual.totalEvents()).isEqualTo(expected.totalEvents());
    }
}
