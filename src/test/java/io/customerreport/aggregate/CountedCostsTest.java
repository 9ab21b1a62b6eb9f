package io.customerreport.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.customerreport.combine.AggregateTable;
import io.customerreport.combine.CombineOperator;
import io.customerreport.combine.ShuffleOrder;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.parse.Event;
import io.customerreport.parse.EventParser;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.source.block.LineBlock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What makes the job fast, in numbers that a busy machine does not change: regressions in kind show
 * here, without a clock. Bounds on memory are about twice what was counted when they were set.
 */
class CountedCostsTest {

    private static final int EVENTS = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] log;

    private final EventParser parser =
            new EventParser(
                    new EventRules(
                            Map.of("USD", 1.0, "EUR", 1.09, "GBP", 1.27), null, 253_402_300_799L));

    @BeforeAll
    static void generateAnOrdinaryLog() {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = EVENTS;
        options.customers = 2_000;
        options.malformed = 0;
        byte[] lines = new PaymentLogGenerator(options).toByteArray();
        log = Arrays.copyOf(lines, lines.length + LineBlock.PADDING);
    }

    /** What at least may wait: 65,536 events of short ids. */
    private static final long WAITING_BYTES = 2 << 20;

    private static final int REPETITIONS = 5;

    @Test
    void fastTierTakesEveryOrdinaryLine() {
        assertThat(parse(() -> {})).isEqualTo(EVENTS);

        assertThat(parser.fastLines()).isEqualTo(EVENTS);
    }

    @Test
    void parsingAllocatesNothing() {
        parse(() -> {});

        long bytes = allocated(() -> parse(() -> {}));

        // Less than a byte an event: what the JVM itself needs to link the code.
        assertThat(bytes / (double) EVENTS).isLessThan(1);
    }

    @Test
    void eventsOfKnownCustomersAndDaysAllocateNothing() {
        AggregateTable table = smallTable();
        addRepeatedly(table);

        long bytes = allocated(() -> addRepeatedly(table));

        // What outgrows its counter of one byte goes to a side table, which grows now and then.
        assertThat(bytes / (double) (REPETITIONS * EVENTS)).isLessThan(2);
    }

    @Test
    void tableTakesLittleMoreThanItsDays() {
        AggregateTable table = smallTable();
        addRepeatedly(table);
        long bytes = table.memoryBytes() - WAITING_BYTES;
        long days = parts(table).stream().mapToLong(CountedCostsTest::days).sum();

        assertThat(bytes / (double) days).isLessThan(120);
    }

    @Test
    void oneRecordACustomerTravels() throws Exception {
        OneInputStreamOperatorTestHarness<Event, CustomerPart> harness =
                new OneInputStreamOperatorTestHarness<>(new CombineOperator());
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(CustomerPartSerializer.INSTANCE);
        harness.open();
        parse(() -> process(harness));

        harness.endInput();

        List<CustomerPart> parts = harness.extractOutputValues();
        harness.close();
        assertThat(parts.stream().map(CustomerPart::customer)).doesNotHaveDuplicates();
        assertThat(parts).hasSizeBetween(1_000, 2_000);
    }

    @Test
    void travellingDayTakesFewBytes() throws Exception {
        AggregateTable table = new AggregateTable(Long.MAX_VALUE, new ShuffleOrder(128, 2));
        parse(() -> table.add(parser.event()));
        DataOutputSerializer out = new DataOutputSerializer(1 << 20);
        long days = 0;
        for (CustomerPart part : parts(table)) {
            CustomerPartSerializer.INSTANCE.serialize(part, out);
            days += days(part);
        }

        assertThat(out.length() / (double) days).isLessThan(30);
    }

    @Test
    void sendingAPartAllocatesItsBytesTwiceAtMost() {
        AggregateTable table = new AggregateTable(Long.MAX_VALUE, new ShuffleOrder(128, 2));
        parse(() -> table.add(parser.event()));
        List<CustomerPart> parts = new ArrayList<>(10_000);

        long bytes = allocated(() -> table.drainTo(parts::add));

        long payload = parts.stream().mapToLong(part -> part.parts().bytes().length).sum();
        // Id, record and arrays have headers; the emptied table starts with fresh ones.
        assertThat(bytes).isLessThan(2 * payload + 300L * parts.size() + (1 << 20));
    }

    /** Few events wait in it; there is room for far more than the log has. */
    private static AggregateTable smallTable() {
        return new AggregateTable(8 * WAITING_BYTES, new ShuffleOrder(128, 2));
    }

    /** Adds the log so often that no event of the first time waits any more. */
    private void addRepeatedly(AggregateTable table) {
        for (int i = 0; i < REPETITIONS; i++) {
            parse(() -> table.add(parser.event()));
        }
    }

    private static List<CustomerPart> parts(AggregateTable table) {
        List<CustomerPart> parts = new ArrayList<>();
        table.drainTo(parts::add);
        return parts;
    }

    private static long days(CustomerPart part) {
        return part.parts().whole().activeDays();
    }

    private void process(OneInputStreamOperatorTestHarness<Event, CustomerPart> harness) {
        try {
            harness.processElement(new StreamRecord<>(parser.event()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int parse(Runnable accepted) {
        int events = 0;
        int end = log.length - LineBlock.PADDING;
        for (int at = 0; at < end; ) {
            at = parser.parse(log, at);
            if (parser.outcome() == LineOutcome.ACCEPTED) {
                accepted.run();
                events++;
            }
        }
        return events;
    }

    private static long allocated(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
