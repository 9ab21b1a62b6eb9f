package io.customerreport.parse;

import io.customerreport.bytes.Swar;

import io.customerreport.KernelBenchmark;
import io.customerreport.PaymentLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The slow tier, on lines that the fast tier would take and on lines that only it accepts. */
public class JsonEventReaderBenchmark extends KernelBenchmark {

    @Param({"ordinary", "non_ascii", "odd"})
    public String log;

    private final JsonEventReader reader = new JsonEventReader(EventSum.RULES);
    private final EventSum sum = new EventSum();
    private final Event event = new Event();
    private PaymentLog lines;
    private long expected;

    @Setup
    public void setUp() {
        lines = PaymentLog.named(log);
        if (log.equals("odd")) {
            checkThatFastTierDeclines();
        }
        expected = EventSum.of(lines);
    }

    private void checkThatFastTierDeclines() {
        EventScanner scanner = new EventScanner();
        for (int at = 0; at < lines.end; ) {
            check(JsonScanner.DECLINED, scanner.scan(lines.bytes, at));
            at = Swar.indexOf((byte) '\n', lines.bytes, at, lines.end) + 1;
        }
    }

    @Benchmark
    public void read(Work work) {
        byte[] bytes = lines.bytes;
        int end = lines.end;
        sum.clear();
        for (int at = 0, lineEnd; at < end; at = lineEnd + 1) {
            lineEnd = Swar.indexOf((byte) '\n', bytes, at, end);
            if (reader.read(bytes, at, lineEnd, event) == LineOutcome.ACCEPTED) {
                sum.add(event);
            }
        }
        check(expected, sum.value());
        work.addBytes(end);
    }
}
