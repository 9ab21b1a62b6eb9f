package io.customerreport.job;

import io.customerreport.CustomerReport;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.DistinctEvents;
import io.customerreport.aggregate.EventSequence;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.combine.CombineOperator;
import io.customerreport.combine.DistinctOperator;
import io.customerreport.combine.ReportSchedule;
import io.customerreport.combine.SequenceOperator;
import io.customerreport.digest.DigestOperator;
import io.customerreport.digest.RejectDigestOperator;
import io.customerreport.digest.ReportDigestOperator;
import io.customerreport.kept.KeptCustomers;
import io.customerreport.parse.Event;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.ParseFunction;
import io.customerreport.parse.Reject;
import io.customerreport.report.ContinuousReportFunction;
import io.customerreport.report.DistinctReportFunction;
import io.customerreport.report.DocumentOperator;
import io.customerreport.report.ExactReportOperator;
import io.customerreport.report.ReportOperator;
import io.customerreport.report.SequentialReportFunction;
import io.customerreport.report.SnapshotOperator;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.types.RecordTypeInfo;
import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

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
    public static final String DISTINCT_UID = "distinct";
    public static final String REPORT_UID = "report";
    public static final String DOCUMENT_UID = "document";
    public static final String TABLE_SINK_UID = "table-sink";
    public static final String REPORT_SINK_UID = "report-sink";
    public static final String DAY_SINK_UID = "day-sink";
    public static final String REJECT_SINK_UID = "reject-sink";
    public static final String STATE_SINK_UID = "state-sink";
    public static final String REPORT_DIGEST_UID = "report-digest";
    public static final String REJECT_DIGEST_UID = "reject-digest";

    private static final String RECORD_UID = "report-record";

    private static final RecordTypeInfo<CustomerReport> REPORT_TYPE =
            new RecordTypeInfo<>(CustomerReport.class, new CustomerReportSerializer(), false);

    private CustomerReportPipeline() {}

    /** Builds the graph over bounded input in the environment. */
    public static void build(
            StreamExecutionEnvironment env,
            Source<LineBlock, ?, ?> source,
            EventRules rules,
            Summation summation,
            Destinations destinations) {
        build(env, source, null, new EventOptions(rules, summation), destinations);
    }

    /**
     * Builds the graph over bounded input and what earlier runs have kept.
     *
     * @param base null for nothing; not with sequential sums, nor with distinct events
     */
    public static void build(
            StreamExecutionEnvironment env,
            Source<LineBlock, ?, ?> source,
            @Nullable KeptCustomers base,
            EventOptions events,
            Destinations destinations) {
        SingleOutputStreamOperator<KeyedAggregate> rows =
                bounded(env, source, base, events, destinations);
        write(rows, destinations);
        if (destinations.state() != null) {
            rows.sinkTo(destinations.state()).name("State").uid(STATE_SINK_UID);
        }
    }

    /**
     * Adds the reports of bounded input to a program of one's own, as a stream in no order;
     * rejected lines are only counted. It has the environment reuse objects and refuse Kryo, and
     * with sequential sums run in BATCH mode.
     *
     * @param inputs files, folders and globs, as of {@code --input}
     */
    @PublicEvolving
    public static DataStream<CustomerReport> reports(
            StreamExecutionEnvironment env,
            List<String> inputs,
            EventRules rules,
            Summation summation) {
        InputFiles files = InputFiles.resolve(inputs);
        if (!files.pipes().isEmpty()) {
            throw new IllegalArgumentException(
                    "a pipe can be read by the command alone: " + files.pipes());
        }
        NdjsonSource source =
                bounded(
                        files,
                        summation,
                        new LineBlockFormat(
                                files.names(),
                                LineBlockFormat.DEFAULT_MAX_LINE_BYTES,
                                LineBlockFormat.DEFAULT_BLOCK_BYTES));
        return bounded(env, source, null, new EventOptions(rules, summation), Destinations.NONE)
                .map(new AsRecord(), REPORT_TYPE)
                .name("Report as a record")
                .uid(RECORD_UID);
    }

    /** The source of input that ends. */
    static NdjsonSource bounded(InputFiles inputs, Summation summation, LineBlockFormat format) {
        return NdjsonSource.bounded(
                        inputs.paths(),
                        summation == Summation.SEQUENTIAL
                                ? NdjsonSource.LONG_SPLITS
                                : NdjsonSource.SHORT_SPLITS,
                        format)
                .spelled(inputs.names());
    }

    /** The graph up to the rows; what else the destinations ask for is written. */
    private static SingleOutputStreamOperator<KeyedAggregate> bounded(
            StreamExecutionEnvironment env,
            Source<LineBlock, ?, ?> source,
            @Nullable KeptCustomers base,
            EventOptions options,
            Destinations destinations) {
        Sink<Reject> rejects = destinations.rejects();
        boolean digested = destinations.digested();
        configure(
                env,
                options.needBatch()
                        // Sorts each key's records by timestamp, on disk if need be.
                        ? RuntimeExecutionMode.BATCH
                        : null);
        SingleOutputStreamOperator<Event> events =
                parse(env, source, new ParseFunction(options.rules(), rejects != null || digested));
        DataStream<Reject> rejected = events.getSideOutput(ParseFunction.REJECTS);
        SingleOutputStreamOperator<KeyedAggregate> rows =
                named(aggregated(env, events, base, options));
        if (digested) {
            rejected = digest(rejected, new RejectDigestOperator()).uid(REJECT_DIGEST_UID);
            rows = digest(rows, new ReportDigestOperator()).uid(REPORT_DIGEST_UID);
        }
        writeRejects(rejected, rejects);
        return rows;
    }

    /**
     * Builds the graph over input that does not end by itself. Events are judged by the clock,
     * whatever time the rules have, and sums are exact.
     *
     * @param schedule when customers that have changed are reported
     * @param destinations of rows, which appear while the job goes on; there is no digest
     */
    public static void buildContinuous(
            StreamExecutionEnvironment env,
            Source<LineBlock, ?, ?> source,
            EventRules rules,
            ReportSchedule schedule,
            Destinations destinations) {
        Sink<Reject> rejects = destinations.rejects();
        configure(env, RuntimeExecutionMode.STREAMING);
        SingleOutputStreamOperator<Event> events =
                parse(env, source, ParseFunction.byTheClock(rules, rejects != null));
        writeRejects(events.getSideOutput(ParseFunction.REJECTS), rejects);
        KeyedStream<CustomerPart, CustomerId> customers =
                keyed(combine(events, new CombineOperator(schedule)));
        ContinuousReportFunction function = new ContinuousReportFunction(schedule);
        write(
                named(
                        destinations.reports() instanceof Destinations.Snapshots snapshots
                                ? customers.transform(
                                        "Report",
                                        RecordTypes.KEYED_AGGREGATE,
                                        new SnapshotOperator(function, snapshots.every()))
                                : customers.process(function, RecordTypes.KEYED_AGGREGATE)),
                destinations);
    }

    private static SingleOutputStreamOperator<Event> parse(
            StreamExecutionEnvironment env,
            Source<LineBlock, ?, ?> source,
            ParseFunction function) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "NDJSON source")
                .uid(SOURCE_UID)
                .process(function, RecordTypes.EVENT)
                .name("Parse and filter")
                .uid(PARSE_UID);
    }

    private static void writeRejects(DataStream<Reject> rejected, @Nullable Sink<Reject> rejects) {
        if (rejects != null) {
            rejected.sinkTo(rejects).name("Rejects").uid(REJECT_SINK_UID);
        }
    }

    private static <T> SingleOutputStreamOperator<T> digest(
            DataStream<T> stream, DigestOperator<T> operator) {
        return stream.transform("Digest", stream.getType(), operator);
    }

    private static SingleOutputStreamOperator<KeyedAggregate> named(
            SingleOutputStreamOperator<KeyedAggregate> rows) {
        return rows.name("Report").uid(REPORT_UID);
    }

    private static void write(
            SingleOutputStreamOperator<KeyedAggregate> rows, Destinations destinations) {
        if (destinations.reports() instanceof Destinations.Document document) {
            writeDocument(rows, document.sink());
        } else if (destinations.reports() instanceof Destinations.Rows each) {
            rows.sinkTo(each.sink()).name("Reports").uid(REPORT_SINK_UID);
        } else if (destinations.reports() instanceof Destinations.Csv csv) {
            rows.sinkTo(csv.customers()).name("Reports").uid(REPORT_SINK_UID);
            rows.sinkTo(csv.days()).name("Days").uid(DAY_SINK_UID);
        } else if (destinations.reports() instanceof Destinations.Snapshots snapshots) {
            DataStream<Tuple2<String, KeyedAggregate>> filed =
                    rows.getSideOutput(SnapshotOperator.FILED);
            filed.sinkTo(snapshots.rows()).name("Reports").uid(REPORT_SINK_UID);
            if (snapshots.days() != null) {
                filed.sinkTo(snapshots.days()).name("Days").uid(DAY_SINK_UID);
            }
        }
        if (destinations.table() != null) {
            rows.transform("Table", Types.VOID, destinations.table()).uid(TABLE_SINK_UID);
        }
    }

    private static void writeDocument(
            SingleOutputStreamOperator<KeyedAggregate> rows, Sink<byte[]> document) {
        rows.transform("Document", DocumentOperator.LINE, new DocumentOperator())
                .uid(DOCUMENT_UID)
                .setParallelism(1)
                .sinkTo(document)
                .name("Reports")
                .uid(REPORT_SINK_UID)
                .setParallelism(1);
    }

    /**
     * @param mode instead of that of the environment
     */
    private static void configure(
            StreamExecutionEnvironment env, @Nullable RuntimeExecutionMode mode) {
        Configuration conf = new Configuration();
        // Nothing may fall back to Kryo, and the one event of a parser is reused.
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        conf.set(PipelineOptions.OBJECT_REUSE, true);
        if (mode != null) {
            conf.set(ExecutionOptions.RUNTIME_MODE, mode);
        }
        env.configure(conf);
    }

    private static SingleOutputStreamOperator<KeyedAggregate> aggregated(
            StreamExecutionEnvironment env,
            SingleOutputStreamOperator<Event> events,
            @Nullable KeptCustomers base,
            EventOptions options) {
        if (options.distinct()) {
            return distinct(events);
        }
        return options.summation() == Summation.EXACT
                ? exact(env, events, base)
                : sequential(events);
    }

    private static SingleOutputStreamOperator<KeyedAggregate> distinct(
            SingleOutputStreamOperator<Event> events) {
        return report(
                events.transform(
                                "Events by id", RecordTypes.DISTINCT_EVENTS, new DistinctOperator())
                        .uid(DISTINCT_UID)
                        .keyBy(new DistinctKey(), RecordTypes.SORT_KEY),
                new ReportOperator<>(new DistinctReportFunction()));
    }

    private static SingleOutputStreamOperator<KeyedAggregate> exact(
            StreamExecutionEnvironment env,
            SingleOutputStreamOperator<Event> events,
            @Nullable KeptCustomers base) {
        DataStream<CustomerPart> combined = combine(events, new CombineOperator());
        boolean isStreaming =
                env.getConfiguration().get(ExecutionOptions.RUNTIME_MODE)
                        == RuntimeExecutionMode.STREAMING;
        if (base == null || isStreaming) {
            return report(keyed(combined), new ExactReportOperator(base));
        }
        // There is one customer at a time, of whom all has to have arrived.
        return report(keyed(combined.union(base.in(env))), new ExactReportOperator(null));
    }

    private static SingleOutputStreamOperator<CustomerPart> combine(
            SingleOutputStreamOperator<Event> events, CombineOperator combiner) {
        return events.transform("Combine", RecordTypes.CUSTOMER_PART, combiner).uid(COMBINE_UID);
    }

    private static KeyedStream<CustomerPart, CustomerId> keyed(DataStream<CustomerPart> parts) {
        return parts.keyBy(new PartKey(), RecordTypes.CUSTOMER_ID);
    }

    private static <T> SingleOutputStreamOperator<KeyedAggregate> report(
            KeyedStream<T, CustomerId> customers, ReportOperator<T> operator) {
        return customers.transform("Report", RecordTypes.KEYED_AGGREGATE, operator);
    }

    private static SingleOutputStreamOperator<KeyedAggregate> sequential(
            SingleOutputStreamOperator<Event> events) {
        return report(
                events.transform(
                                "Order of input",
                                RecordTypes.EVENT_SEQUENCE,
                                new SequenceOperator())
                        .uid(ORDER_UID)
                        .keyBy(new SequenceKey(), RecordTypes.SORT_KEY),
                new ReportOperator<>(new SequentialReportFunction()));
    }

    private static final class PartKey implements KeySelector<CustomerPart, CustomerId> {
        private static final long serialVersionUID = 1;

        @Override
        public CustomerId getKey(CustomerPart part) {
            return part.customer();
        }
    }

    private static final class DistinctKey implements KeySelector<DistinctEvents, CustomerId> {
        private static final long serialVersionUID = 1;

        @Override
        public CustomerId getKey(DistinctEvents events) {
            return events.customer();
        }
    }

    private static final class SequenceKey implements KeySelector<EventSequence, CustomerId> {
        private static final long serialVersionUID = 1;

        @Override
        public CustomerId getKey(EventSequence sequence) {
            return sequence.customer();
        }
    }

    private static final class AsRecord implements MapFunction<KeyedAggregate, CustomerReport> {
        private static final long serialVersionUID = 1;

        @Override
        public CustomerReport map(KeyedAggregate known) {
            return CustomerReport.of(known);
        }
    }
}
