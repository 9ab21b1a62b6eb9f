package io.customerreport.aggregate;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.Event;
import io.customerreport.testing.EventSequences;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is read from a sequence is what was packed into it, to the bit. */
class SequenceReaderTest {

    @Test
    void positiveCheckoutsAreTicketsAndNothingElseIs() {
        EventSequence sequence =
                EventSequences.of(
                        event("ada", "checkout", 1, 5.0),
                        event("ada", "checkout", 1, 0.0),
                        event("ada", "checkout", 1, -5.0),
                        event("ada", "checkout", 1, Double.NaN),
                        event("ada", "checkout", 1, Double.MIN_VALUE),
                        event("ada", "view", 1, 5.0));

        SequenceReader in = new SequenceReader(sequence);
        List<Boolean> tickets = new ArrayList<>();
        while (in.nextEvent()) {
            tickets.add(in.ticket);
        }

        assertThat(tickets).containsExactly(true, false, false, false, true, false);
    }

    @Test
    void daysMayGoFromTheFirstToTheLastAndBack() {
        long last = 253_402_300_799L;
        EventSequence sequence =
                EventSequences.of(
                        event("ada", "view", 1, 1.0),
                        event("ada", "view", last, 2.0),
                        event("ada", "view", 86_399, 3.0),
                        event("ada", "view", 86_400, 4.0));

        SequenceReader in = new SequenceReader(sequence);
        List<Integer> days = new ArrayList<>();
        while (in.nextEvent()) {
            days.add(in.day);
        }

        assertThat(days).containsExactly(0, 2_932_896, 0, 1);
        assertThat(sequence.latestTs).isEqualTo(last);
    }

    @Property
    void eventsAndTypesComeBack(Trials trials) {
        trials.check(AnyEvent::list, SequenceReaderTest::assertComesBack);
    }

    private static void assertComesBack(List<AnyEvent> events) {
        EventSequence sequence =
                EventSequences.of(events.stream().map(AnyEvent::event).toArray(Event[]::new));

        SequenceReader in = new SequenceReader(sequence);
        List<String> read = new ArrayList<>();
        while (in.nextEvent()) {
            read.add(in.day + " " + Double.doubleToRawLongBits(in.usd));
        }
        Map<String, Integer> types = new TreeMap<>();
        while (in.nextType()) {
            types.put(
                    new String(sequence.bytes, in.nameStart, in.nameLength, StandardCharsets.UTF_8),
                    in.count);
        }

        assertThat(read)
                .isEqualTo(
                        events.stream()
                                .map(
                                        e ->
                                                e.ts() / 86_400
                                                        + " "
                                                        + Double.doubleToRawLongBits(e.usd()))
                                .toList());
        Map<String, Integer> expectedTypes = new HashMap<>();
        events.forEach(e -> expectedTypes.merge(e.type(), 1, Integer::sum));
        assertThat(types).isEqualTo(expectedTypes);
        assertThat(sequence.latestTs)
                .isEqualTo(events.stream().mapToLong(e -> e.ts()).max().orElse(0));
        assertThat(sequence.customer()).hasToString("c");
    }
}
