package io.customerreport.digest;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The digest stays small whatever the input, and says what it no longer knows. */
class BoundsTest {

    private static final long DAY = 86_400;

    @Test
    void tenYearsOfDaysAreKeptAsDays() {
        RunDigest digest = Digests.of(days(SpendByPeriod.MAX_PERIODS, 1));

        assertThat(digest.periods().granularity()).isEqualTo(Granularity.DAY);
        assertThat(digest.periods().size()).isEqualTo(SpendByPeriod.MAX_PERIODS);
    }

    @Test
    void moreDaysBecomeMonthsYearsAndDecadesWithTheSameTotals() {
        assertCoarse(36_500, 1, Granularity.MONTH, 1_200);
        assertCoarse(200_000, 1, Granularity.YEAR, 548);
        assertCoarse(8_000, 366, Granularity.DECADE, 802);
    }

    private static void assertCoarse(int days, int step, Granularity expected, int periods) {
        RunDigest digest = Digests.of(days(days, step));

        assertThat(digest.periods().granularity()).isEqualTo(expected);
        assertThat(digest.periods().size()).isEqualTo(periods);
        assertThat(digest.events()).isEqualTo(days);
        assertThat(digest.spend()).isEqualTo(days * 0.25);
        long events = 0;
        for (int i = 0; i < digest.periods().size(); i++) {
            events += digest.periods().events(i);
        }
        assertThat(events).isEqualTo(days);
    }

    @Test
    void coarseningDoesNotDependOnTheOrder() {
        List<Event> events = new ArrayList<>(days(9_000, 3));
        byte[] inOrder = Digests.of(events).toBytes();

        Collections.shuffle(events, new Random(3));

        RunDigest merged = new RunDigest();
        for (KeyedAggregate report : Digests.reports(events)) {
            RunDigest part = new RunDigest();
            part.add(report);
            merged.merge(part);
        }
        assertThat(merged.periods().granularity()).isEqualTo(Granularity.MONTH);
        assertThat(Digests.facts(merged.toBytes())).isEqualTo(Digests.facts(inOrder));
    }

    @Test
    void aThousandTypesAreCountedExactly() {
        FrequentTypes types = new FrequentTypes();
        for (int i = 0; i < 3 * FrequentTypes.CAPACITY; i++) {
            types.add(name("t" + i % FrequentTypes.CAPACITY), 2);
        }

        assertThat(types.isExact()).isTrue();
        assertThat(types.top(FrequentTypes.CAPACITY + 1))
                .hasSize(FrequentTypes.CAPACITY)
                .allMatch(type -> type.count() == 6);
    }

    @Test
    void ofMoreTypesEachCountIsShortByNoMoreThanIsSaid() {
        Map<String, Long> exact = new HashMap<>();
        List<FrequentTypes> parts = new ArrayList<>();
        Random random = new Random(8);
        long events = 0;
        for (int part = 0; part < 4; part++) {
            FrequentTypes types = new FrequentTypes();
            for (int i = 0; i < 50_000; i++) {
                String type =
                        random.nextInt(3) == 0 ? "common" + random.nextInt(9) : "rare" + events;
                types.add(name(type), 1);
                exact.merge(type, 1L, Long::sum);
                events++;
            }
            parts.add(types);
        }

        FrequentTypes merged = new FrequentTypes();
        parts.forEach(merged::merge);

        assertThat(merged.isExact()).isFalse();
        assertThat(merged.maxShort())
                .isPositive()
                .isLessThanOrEqualTo(events / FrequentTypes.DIVISOR);
        assertThat(merged.size()).isLessThanOrEqualTo(FrequentTypes.CAPACITY);
        Map<String, Long> counted = new HashMap<>();
        merged.top(merged.size()).forEach(type -> counted.put(type.name().text(), type.count()));
        exact.forEach(
                (type, count) ->
                        assertThat(counted.getOrDefault(type, 0L))
                                .isBetween(count - merged.maxShort(), count));
        assertThat(merged.top(9)).allMatch(type -> type.name().text().startsWith("common"));
    }

    @Test
    void hostileInputDoesNotMakeTheDigestLarge() {
        List<Event> events = new ArrayList<>(days(SpendByPeriod.MAX_PERIODS, 7));
        for (int i = 0; i < 3_000; i++) {
            String name = i + "\uD83D\uDE00".repeat(2_000);
            events.add(event(name, name, 1 + i % 100 * DAY, 1e300 / (i + 1)));
        }
        RunDigest digest = Digests.of(events);
        for (String reason : List.of("malformed_json", "future_ts", "invalid_ts")) {
            for (int i = 0; i < 100; i++) {
                Digests.with(
                        digest,
                        Digests.reject(reason, "f".repeat(250), i, "\uD83D\uDE00".repeat(30_000)));
            }
        }

        assertThat(digest.toBytes()).hasSizeLessThan(400_000);
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Event> days(int count, int step) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event("c" + i % 3, "view", 1L + i * step * DAY, 0.25));
        }
        return events;
    }
}
