package io.customerreport.job;

import io.customerreport.aggregate.CombineOperator;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.CustomerRun;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.aggregate.RecordTypeInfo;
import io.customerreport.aggregate.RunOperator;
import io.customerreport.parse.Event;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.ParseFunction;
import io.customerreport.parse.Reject;
import io.customerreport.report.ExactReportFunction;
import io.customerreport.report.SequentialReportFunction;
import io.customerreport.source.LineBlock;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job's graph: source, parse, combine, keyed report, sinks.
 *
 * <p>Source and sinks are handed in, so that tests run the same graph. The uids are part of the
 * state's format: a savepoint finds its operators by them.
 */
public final class CustomerReportPipeline {

    public static final String SOURCE_UID = "ndjson-source";
    public static final String PARSE_UID = "parse";
    public static final String ORDER_UID = "order";
    public static final String COMBINE_UID = "combine";
    public static final String REPORT_UID = "report";
    public static final String REPORT_SINK_UID = "report-sink";
    public static final String REJECT_SINK_UID = "reject-sink";

    private CustomerReportPipeline() {}

    /**
     * Builds the graph in the environment.
     *
     * @param rejects where rejected lines go, or null to only count them
     */
    public static void build(
            StreamExecutionEnvironment env,
            Source<LineBlock, ?, ?> source,
            EventRules rules,
            Summation summation,
            Sink<KeyedAggregate> reports,
            Sink<Reject> rejects) {
        configure(env, summation);
        SingleOutputStreamOperator<Event> events =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "NDJSON source")
                        .uid(SOURCE_UID)
                        .process(new ParseFunction(rules, rejects != null), RecordTypeInfo.EVENT)
                        .name("Parse and filter")
                        .uid(PARSE_UID);
        if (rejects != null) {
            events.getSideOutput(ParseFunction.REJECTS)
                    .sinkTo(rejects)
                    .name("Rejects")
                    .uid(REJECT_SINK_UID);
        }
        report(events, summation).sinkTo(reports).name("Reports").uid(REPORT_SINK_UID);
    }

    private static void configure(StreamExecutionEnvironment env, Summation summation) {
        Configuration conf = new Configuration();
        // Nothing may fall back to Kryo, and the one event of a parser is reused.
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        conf.set(PipelineOptions.OBJECT_REUSE, true);
        if (summation == Summation.SEQUENTIAL) {
            // Batch mode sorts each key's records by timestamp, on disk if need be.
            conf.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        }
        env.configure(conf);
    }

    private static SingleOutputStreamOperator<KeyedAggregate> report(
            SingleOutputStreamOperator<Event> events, Summation summation) {
        SingleOutputStreamOperator<KeyedAggregate> reports =
                summation == Summation.EXACT
                        ? events.transform(
                                        "Combine",
                                        RecordTypeInfo.CUSTOMER_PART,
                                        new CombineOperator())
                                .uid(COMBINE_UID)
                                .keyBy(new PartKey(), RecordTypeInfo.CUSTOMER_ID)
                                .process(new ExactReportFunction(), RecordTypeInfo.KEYED_AGGREGATE)
                        : events.transform(
                                        "Order of input",
                                        RecordTypeInfo.CUSTOMER_RUN,
                                        new RunOperator())
                                .uid(ORDER_UID)
                                .keyBy(new RunKey(), RecordTypeInfo.SORT_KEY)
                                .process(
                                        new SequentialReportFunction(),
                                        RecordTypeInfo.KEYED_AGGREGATE);
        return reports.name("Report").uid(REPORT_UID);
    }

    private static final class PartKey implements KeySelector<CustomerPart, CustomerId> {
        private static final long serialVersionUID = 1;

        @Override
        public CustomerId getKey(CustomerPart part) {
            return part.customer();
        }
    }

    private static final class RunKey implements KeySelector<CustomerRun, CustomerId> {
        private static final long serialVersionUID = 1;

        @Override
        public CustomerId getKey(CustomerRun run) {
            return run.customer();
        }
    }
}
