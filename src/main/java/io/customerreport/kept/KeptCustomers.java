package io.customerreport.kept;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.combine.KeyGroupShare;
import io.customerreport.report.EarlierCustomers;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * The customers of a kept state, as what a combiner would send of them.
 *
 * <p>In streaming mode each subtask reads its own when it knows what is new of them, so that it
 * need not keep them. In batch mode they are sorted with the rest: a source gives the numbers of
 * the parts, and a function reads each as a whole.
 */
public final class KeptCustomers implements EarlierCustomers, FlatMapFunction<Long, CustomerPart> {

    public static final String SOURCE_UID = "base-parts";
    public static final String READ_UID = "base-read";

    private static final long serialVersionUID = 1;

    private final String folder;
    private final KeptPart[] parts;

    KeptCustomers(Path folder, List<KeptPart> parts) {
        this.folder = folder.toString();
        this.parts = parts.toArray(new KeptPart[0]);
    }

    @Override
    public void handOut(KeyGroupShare own, ThrowingConsumer<CustomerPart, Exception> receiver)
            throws Exception {
        for (KeptPart part : parts) {
            if (part.share() != null && part.share().isApartFrom(own)) {
                continue;
            }
            KeptPartReader.<Exception>read(
                    new Path(folder),
                    part,
                    customer -> {
                        if (own.has(customer.customer())) {
                            receiver.accept(customer);
                        }
                    });
        }
    }

    /** Adds the stream of all customers to a job. */
    public DataStream<CustomerPart> in(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new NumberSequenceSource(0, parts.length - 1L),
                        WatermarkStrategy.noWatermarks(),
                        "Base")
                .uid(SOURCE_UID)
                .flatMap(this, RecordTypes.CUSTOMER_PART)
                .name("Read base")
                .uid(READ_UID);
    }

    @Override
    public void flatMap(Long part, Collector<CustomerPart> out) throws Exception {
        KeptPartReader.read(new Path(folder), parts[part.intValue()], out::collect);
    }
}
