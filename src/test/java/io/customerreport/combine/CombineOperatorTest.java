package io.customerreport.combine;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.CustomerPartSerializer;
import io.customerreport.count.RunCounters;
import io.customerreport.parse.Event;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineOperatorTest {

    private OneInputStreamOperatorTestHarness<Event, CustomerPart> harness;

    @BeforeEach
    void open() throws Exception {
        open(new CombineOperator());
    }

    private void open(CombineOperator operator) throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(operator);
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(CustomerPartSerializer.INSTANCE);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void eventsOfACustomerLeaveAsOnePart() throws Exception {
        process("a", 1.0);
        process("b", 2.0);
        process("a", 3.0);
        assertThat(harness.getOutput()).isEmpty();

        harness.endInput();

        assertThat(spendByCustomer()).containsExactlyInAnyOrder("a 4.0", "b 2.0");
    }

    @Test
    void partsLeaveAheadOfTheFinalWatermark() throws Exception {
        process("a", 1.0);

        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(harness.getOutput()).hasSize(2);
        assertThat(harness.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
    }

    @Test
    void finalWatermarkIsForwardedFromAnEmptyCombiner() throws Exception {
        harness.processWatermark(Watermark.MAX_WATERMARK);

        assertThat(harness.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
    }

    /** Beyond, the ints would overflow by which the table finds long ids. */
    @Test
    void combinersShareAQuarterOfTheHeapButFillTwoGigabytesAtMost() {
        assertThat(GatheringOperator.shareOfHeap(4L << 30, 1)).isEqualTo(1L << 30);
        assertThat(GatheringOperator.shareOfHeap(4L << 30, 4)).isEqualTo(1L << 28);
        assertThat(GatheringOperator.shareOfHeap(1L << 40, 2)).isEqualTo(2L << 30);
    }

    @Test
    void boundedJobSetsNoTimer() {
        assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isZero();
    }

    @Test
    void partsOfAContinuousJobLeaveShortlyBeforeEachReport() throws Exception {
        close();
        open(new CombineOperator(new ReportSchedule(10_000)));
        process("a", 1.0);
        process("a", 2.0);
        harness.setProcessingTime(8_999);
        assertThat(harness.getOutput()).isEmpty();

        harness.setProcessingTime(9_000);
        process("a", 4.0);
        harness.setProcessingTime(18_999);
        assertThat(spendByCustomer()).containsExactly("a 3.0");
        harness.setProcessingTime(19_000);

        assertThat(spendByCustomer()).containsExactly("a 3.0", "a 4.0");
        assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isEqualTo(1);
    }

    @Test
    void continuousJobCountsThatItsInputEnded() throws Exception {
        close();
        open(new CombineOperator(new ReportSchedule(10_000)));
        assertThat(drained()).isZero();

        harness.endInput();

        assertThat(drained()).isEqualTo(1);
    }

    private long drained() {
        return harness.getOperator()
                .getRuntimeContext()
                .getLongCounter(RunCounters.DRAINED)
                .getLocalValuePrimitive();
    }

    @Test
    void partsLeaveAheadOfTheCheckpointBarrier() throws Exception {
        process("a", 1.0);

        harness.prepareSnapshotPreBarrier(1);

        assertThat(spendByCustomer()).containsExactly("a 1.0");
    }

    @Test
    void whatHasLeftIsNotSentAgain() throws Exception {
        process("a", 1.0);
        harness.prepareSnapshotPreBarrier(1);
        process("a", 2.0);

        harness.endInput();

        assertThat(spendByCustomer()).containsExactly("a 1.0", "a 2.0");
    }

    private void process(String customer, double usd) throws Exception {
        harness.processElement(new StreamRecord<>(event(customer, "view", 1, usd)));
    }

    private List<String> spendByCustomer() {
        List<String> spend = new ArrayList<>();
        for (CustomerPart part : harness.extractOutputValues()) {
            spend.add(part.customer() + " " + part.parts().whole().totalSpend());
        }
        return spend;
    }
}
