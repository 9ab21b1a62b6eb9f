package io.customerreport.report;

import io.customerreport.KernelBenchmark;
import io.customerreport.aggregate.Customers;
import io.customerreport.aggregate.KeyedAggregate;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Writing the reports of 300,000 customers, 230 MB. */
public class ReportRowEncoderBenchmark extends KernelBenchmark {

    private static final int CUSTOMERS = 300_000;
    private static final int EVENTS_EACH = 12;

    private final ReportRowEncoder encoder = new ReportRowEncoder();
    private final JsonBuffer row = new JsonBuffer(1 << 12);
    private List<KeyedAggregate> customers;
    private long expectedBytes;

    @Setup
    public void setUp() {
        customers = Customers.make(CUSTOMERS, EVENTS_EACH);
        check(CUSTOMERS, customers.size());
        expectedBytes = encodeAll();
    }

    private long encodeAll() {
        long bytes = 0;
        for (KeyedAggregate customer : customers) {
            row.clear();
            encoder.encode(customer, row);
            bytes += row.size();
        }
        return bytes;
    }

    @Benchmark
    public void encode(Work work) {
        long bytes = encodeAll();
        check(expectedBytes, bytes);
        work.addBytes(bytes);
    }
}
