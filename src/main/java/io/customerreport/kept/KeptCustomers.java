package io.customerreport.kept;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.RecordTypes;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The customers of a kept state, as what a combiner would send of them.
 *
 * <p>A source gives the numbers of the parts, and a function reads each as a whole: a checkpoint
 * falls between two parts, so that a part is read again or not at all.
 */
public final class KeptCustomers implements FlatMapFunction<Long, CustomerPart> {

    public static final String SOURCE_UID = "base-parts";
    public static final String READ_UID = "base-read";

    private static final long serialVersionUID = 1;

    private final String folder;
    private final KeptPart[] parts;

    KeptCustomers(Path folder, List<KeptPart> parts) {
        this.folder = folder.toString();
        this.parts = parts.toArray(new KeptPart[0]);
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
