package io.customerreport.parse;

import io.customerreport.bytes.Swar;

import io.customerreport.KernelBenchmark;
import io.customerreport.PaymentLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The fast tier alone, on the kinds of lines that it takes. */
public class EventScannerBenchmark extends KernelBenchmark {

    @Param({"ordinary", "spaced", "metadata", "non_ascii", "decimals", "respelled"})
    public String log;

    private final EventScanner scanner = new EventScanner();
    private final EventSum sum = new EventSum();
    private PaymentLog lines;
    private long expected;

    @Setup
    public void setUp() {
        lines = PaymentLog.named(log);
        expected = sumOfSlowTier();
    }

    /** Of the lines that the fast tier takes, which are all but some of a file's. */
    private long sumOfSlowTier() {
        JsonEventReader reader = new JsonEventReader(EventSum.RULES);
        Event event = new Event();
        sum.clear();
        for (int at = 0, lineEnd; at < lines.end; at = lineEnd + 1) {
            lineEnd = Swar.indexOf((byte) '\n', lines.bytes, at, lines.end);
            boolean taken = scanner.scan(lines.bytes, at) >= 0;
            LineOutcome outcome = reader.read(lines.bytes, at, lineEnd, event);
            if (taken && outcome == LineOutcome.ACCEPTED) {
                sum.add(event);
            }
            if (!taken && !log.contains("/")) {
                throw new IllegalStateException("declined, at " + at);
            }
        }
        return sum.value();
    }

    @Benchmark
    public void scan(Work work) {
        byte[] bytes = lines.bytes;
        int end = lines.end;
        sum.clear();
        for (int at = 0, next; at < end; at = next) {
            next = scanner.scan(bytes, at);
            if (next < 0) {
                next = Swar.indexOf((byte) '\n', bytes, at, end) + 1;
            } else if (isEvent()) {
                sum.add(scanner);
            }
        }
        check(expected, sum.value());
        work.addBytes(end);
    }

    /** What the rules ask for; lines without it occur in files only. */
    private boolean isEvent() {
        return scanner.ts > 0
                && scanner.ts <= EventSum.RULES.nowTs()
                && scanner.eventIdLength > 0
                && scanner.customerEnd > scanner.customerStart;
    }
}
