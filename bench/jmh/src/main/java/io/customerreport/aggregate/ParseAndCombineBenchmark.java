package io.customerreport.aggregate;

import io.customerreport.combine.AggregateTable;
import io.customerreport.combine.ShuffleOrder;

import io.customerreport.KernelBenchmark;
import io.customerreport.PaymentLog;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.parse.EventParser;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * From the bytes of a log to a table of customers: what the job's first chain does, on one core.
 */
public class ParseAndCombineBenchmark extends KernelBenchmark {

    private static final int EVENTS = 1_000_000;

    private static final EventRules RULES =
            new EventRules(
                    Map.of("EUR", 1.09, "GBP", 1.27, "INR", 0.012, "JPY", 0.0068),
                    null,
                    EventRules.MAX_NOW_TS);

    /** To draw from, by Zipf's law with exponent 1.1. */
    @Param({"20000", "300000"})
    public int customers;

    private final EventParser parser = new EventParser(RULES);
    private AggregateTable table;
    private PaymentLog log;
    private int expectedCustomers;

    @Setup
    public void setUp() {
        PaymentLogOptions options = PaymentLog.options(EVENTS);
        options.customers = customers;
        log = PaymentLog.generated(options);
        expectedCustomers = distinctCustomers();
        table = new AggregateTable(Long.MAX_VALUE, new ShuffleOrder(128, 2));
        fill();
    }

    private int distinctCustomers() {
        Set<CustomerId> distinct = new HashSet<>();
        for (int at = 0; at < log.end; ) {
            at = parser.parse(log.bytes, at);
            distinct.add(
                    CustomerId.copyOf(
                            parser.event().customer,
                            parser.event().customerStart,
                            parser.event().customerLength));
        }
        return distinct.size();
    }

    private void fill() {
        for (int at = 0; at < log.end; ) {
            at = parser.parse(log.bytes, at);
            if (parser.outcome() == LineOutcome.ACCEPTED) {
                table.add(parser.event());
            }
        }
    }

    /** Into a table that knows the customers, as it does for most of a long log. */
    @Benchmark
    public void parseAndCombine(Work work) {
        fill();
        check(expectedCustomers, table.size());
        work.addBytes(log.end);
    }
}
