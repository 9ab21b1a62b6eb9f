package io.customerreport.combine;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.EventSequence;
import io.customerreport.aggregate.EventSequenceSerializer;
import io.customerreport.aggregate.SequenceReader;
import io.customerreport.parse.Event;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceOperatorTest {

    private OneInputStreamOperatorTestHarness<Event, EventSequence> harness;
    private long latest = Event.UNKNOWN;

    @BeforeEach
    void open() throws Exception {
        harness = harness(new SequenceOperator());
    }

    private static OneInputStreamOperatorTestHarness<Event, EventSequence> harness(
            SequenceOperator operator) throws Exception {
        OneInputStreamOperatorTestHarness<Event, EventSequence> harness =
                new OneInputStreamOperatorTestHarness<>(operator);
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(EventSequenceSerializer.INSTANCE);
        harness.open();
        return harness;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void eventsOfACustomerLeaveAsOneRunInTheirOrder() throws Exception {
        process("a", 1.0, 100);
        process("b", 2.0, 200);
        process("a", 3.0, 300);
        assertThat(harness.getOutput()).isEmpty();

        harness.endInput();

        assertThat(sequences()).containsExactlyInAnyOrder("a [1.0, 3.0]", "b [2.0]");
    }

    @Test
    void runsAreStampedInTheOrderOfTheInput() throws Exception {
        process("a", 1.0, 100);
        process("b", 2.0, 200);
        harness.prepareSnapshotPreBarrier(1);
        process("b", 3.0, 300);
        process("a", 4.0, 400);
        process("a", 5.0, 1L << 40, Event.UNKNOWN);

        harness.endInput();

        assertThat(sequences())
                .containsExactly("a [1.0]", "b [2.0]", "b [3.0]", "a [4.0]", "a [5.0]");
        List<Long> stamps = stamps();
        assertThat(stamps.get(0)).isBetween(100L, 199L);
        assertThat(stamps.get(1)).isBetween(100L, 299L);
        assertThat(stamps.get(2)).isBetween(300L, 399L);
        assertThat(stamps.get(3)).isBetween(300L, 400L);
        assertThat(stamps.get(4)).isEqualTo(1L << 40);
    }

    @Test
    void eventThatDoesNotFollowTheLastOneStartsRunsOfItsOwn() throws Exception {
        process("a", 1.0, 1_000);
        process("a", 2.0, 1_100);

        process("a", 3.0, 100, Event.UNKNOWN);

        assertThat(sequences()).containsExactly("a [1.0, 2.0]");
        process("a", 4.0, 300, 200);
        assertThat(sequences()).containsExactly("a [1.0, 2.0]", "a [3.0]");
        process("a", 5.0, 400, 300);
        harness.endInput();
        assertThat(sequences()).containsExactly("a [1.0, 2.0]", "a [3.0]", "a [4.0, 5.0]");
        assertThat(stamps()).containsExactly(1_000L, 100L, 300L);
    }

    @Test
    void runsLeaveWhenTheyOutgrowTheirMemory() throws Exception {
        harness.close();
        harness = harness(new SequenceOperator(0));
        List<String> amounts = new ArrayList<>();
        for (int i = 0; i < 3 * EventStage.CAPACITY + 1; i++) {
            process("a", i, 10L * i);
            amounts.add(Double.toString(i));
        }
        assertThat(sequences()).hasSize(3);

        harness.endInput();

        assertThat(sequences()).hasSize(4);
        assertThat(String.join(", ", sequences()).replaceAll("a \\[|\\]", ""))
                .isEqualTo(String.join(", ", amounts));
        assertThat(stamps()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void runsLeaveAheadOfTheFinalWatermark() throws Exception {
        process("a", 1.0, 0);

        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(harness.getOutput()).hasSize(2);
        assertThat(harness.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
    }

    @Test
    void finalWatermarkIsForwardedWhenThereAreNoRuns() throws Exception {
        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(harness.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
    }

    @Test
    void whatHasLeftIsNotSentAgain() throws Exception {
        process("a", 1.0, 0);
        harness.prepareSnapshotPreBarrier(1);
        process("a", 2.0, 100);

        harness.endInput();

        assertThat(sequences()).containsExactly("a [1.0]", "a [2.0]");
    }

    /** An event that directly follows the last one. */
    private void process(String customer, double usd, long position) throws Exception {
        process(customer, usd, position, latest);
    }

    private void process(String customer, double usd, long position, long predecessor)
            throws Exception {
        Event event = event(customer, "view", 1, usd);
        event.position = position;
        event.predecessor = predecessor;
        latest = position;
        harness.processElement(new StreamRecord<>(event));
    }

    private List<String> sequences() {
        List<String> sequences = new ArrayList<>();
        for (EventSequence sequence : harness.extractOutputValues()) {
            List<Double> amounts = new ArrayList<>();
            SequenceReader in = new SequenceReader(sequence);
            while (in.nextEvent()) {
                amounts.add(in.usd);
            }
            sequences.add(sequence.customer() + " " + amounts);
        }
        return sequences;
    }

    private List<Long> stamps() {
        return harness.extractOutputStreamRecords().stream()
                .map(StreamRecord::getTimestamp)
                .toList();
    }
}
