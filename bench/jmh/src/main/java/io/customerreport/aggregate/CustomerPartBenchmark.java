package io.customerreport.aggregate;

import io.customerreport.KernelBenchmark;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a customer costs on the way from the combiner to the keyed operator: the time for one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CustomerPartBenchmark extends KernelBenchmark {

    private static final int CUSTOMERS = 20_000;

    /** Events of a customer: on about as many days, up to 90. */
    @Param({"2", "20", "200"})
    public int events;

    private final CustomerPartSerializer serializer = CustomerPartSerializer.INSTANCE;
    private final DataOutputSerializer written = new DataOutputSerializer(1 << 20);
    private final DataInputDeserializer read = new DataInputDeserializer();
    private List<CustomerPart> customers;
    private byte[] bytes;

    @Setup
    public void setUp() throws IOException {
        customers = Customers.parts(CUSTOMERS, events);
        serialize();
        bytes = written.getCopyOfBuffer();
        check(CUSTOMERS, customers.size());
    }

    @Benchmark
    @OperationsPerInvocation(CUSTOMERS)
    public void serialize() throws IOException {
        written.clear();
        for (CustomerPart customer : customers) {
            serializer.serialize(customer, written);
        }
        check(bytes == null ? written.length() : bytes.length, written.length());
    }

    @Benchmark
    @OperationsPerInvocation(CUSTOMERS)
    public void deserialize() throws IOException {
        read.setBuffer(bytes);
        long total = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            total += serializer.deserialize(read).parts().count();
        }
        check((long) CUSTOMERS, total);
    }

    /** Two parts of the same customer, as with two combiners, from bytes to a report's figures. */
    @Benchmark
    @OperationsPerInvocation(CUSTOMERS)
    public void merge() {
        long total = 0;
        for (CustomerPart customer : customers) {
            total += customer.parts().plus(customer.parts()).whole().totalEvents();
        }
        check(2L * CUSTOMERS * events, total);
    }
}
