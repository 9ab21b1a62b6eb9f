package io.customerreport.aggregate;

import static io.customerreport.aggregate.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

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
        harness = new OneInputStreamOperatorTestHarness<>(new CombineOperator());
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
