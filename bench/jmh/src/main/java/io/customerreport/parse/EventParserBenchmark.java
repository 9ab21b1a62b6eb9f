package io.customerreport.parse;

import io.customerreport.bytes.Swar;

import io.customerreport.KernelBenchmark;
import io.customerreport.PaymentLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Both tiers and the rules, as the job's operator calls them; and what finding lines costs. */
public class EventParserBenchmark extends KernelBenchmark {

    @Param({"ordinary", "odd"})
    public String log;

    private final EventParser parser = new EventParser(EventSum.RULES);
    private final EventSum sum = new EventSum();
    private PaymentLog lines;
    private long expected;
    private long expectedLines;

    @Setup
    public void setUp() {
        lines = PaymentLog.named(log);
        expected = EventSum.of(lines);
        for (int i = 0; i < lines.end; i++) {
            expectedLines += lines.bytes[i] == '\n' ? 1 : 0;
        }
    }

    @Benchmark
    public void parse(Work work) {
        byte[] bytes = lines.bytes;
        int end = lines.end;
        sum.clear();
        for (int at = 0; at < end; ) {
            at = parser.parse(bytes, at);
            if (parser.outcome() == LineOutcome.ACCEPTED) {
                sum.add(parser.event());
            }
        }
        check(expected, sum.value());
        work.addBytes(end);
    }

    /** What the slow tier does first. */
    @Benchmark
    public void findLineEnds(Work work) {
        byte[] bytes = lines.bytes;
        int end = lines.end;
        long found = 0;
        for (int at = 0; at < end; found++) {
            at = Swar.indexOf((byte) '\n', bytes, at, end) + 1;
        }
        check(expectedLines, found);
        work.addBytes(end);
    }
}
