package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.EventRules;
import io.customerreport.report.ReportSinks;
import io.customerreport.source.NdjsonSource;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.testing.input.Golden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shape of the graph, as Flink makes it of what the pipeline builds. */
class CustomerReportPipelineTest {

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment();

    /** Savepoints find their operators by these: a change makes old ones unreadable. */
    @Test
    void uidsAreThoseOfEarlierSavepoints() {
        assertThat(uids(graph(Summation.EXACT, true)))
                .containsExactlyInAnyOrder(
                        "ndjson-source",
                        "parse",
                        "combine",
                        "report",
                        "report-sink",
                        "Sink Committer: report-sink",
                        "reject-sink",
                        "Sink Committer: reject-sink");
    }

    @Test
    void uidsWithoutRejectsLackThoseOfTheirSinkAlone() {
        assertThat(uids(graph(Summation.EXACT, false)))
                .containsExactlyInAnyOrder(
                        "ndjson-source",
                        "parse",
                        "combine",
                        "report",
                        "report-sink",
                        "Sink Committer: report-sink");
    }

    @Test
    void sequentialSumsNeedTheOrderOfInputInPlaceOfACombiner() {
        assertThat(uids(graph(Summation.SEQUENTIAL, true)))
                .containsExactlyInAnyOrder(
                        "ndjson-source",
                        "parse",
                        "order",
                        "report",
                        "report-sink",
                        "Sink Committer: report-sink",
                        "reject-sink",
                        "Sink Committer: reject-sink");
    }

    @Test
    void daysOfCsvHaveASinkOfTheirOwn() {
        Path folder = new Path("file:///reports");
        StreamGraph graph =
                graph(
                        Summation.EXACT,
                        Destinations.csv(
                                ReportSinks.customers(folder, "0000beef"),
                                ReportSinks.days(folder, "0000beef")),
                        false);

        assertThat(uids(graph))
                .containsExactlyInAnyOrder(
                        "ndjson-source",
                        "parse",
                        "combine",
                        "report",
                        "report-sink",
                        "Sink Committer: report-sink",
                        "day-sink",
                        "Sink Committer: day-sink");
    }

    @ParameterizedTest
    @CsvSource({"EXACT,true", "EXACT,false", "SEQUENTIAL,true", "SEQUENTIAL,false"})
    void everyOperatorHasANameOfOurs(Summation summation, boolean rejects) {
        assertThat(graph(summation, rejects).getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .doesNotHaveDuplicates()
                .allMatch(
                        name ->
                                name.matches(
                                        "Source: NDJSON source|Parse and filter|Combine|Order of input"
                                                + "|Report|(Reports|Rejects): (Writer|Committer)"));
    }

    @ParameterizedTest
    @EnumSource(Summation.class)
    void nothingTravelsByKryo(Summation summation) {
        StreamGraph graph = graph(summation, true);

        assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(graph.getStreamNodes())
                .flatExtracting(node -> List.of(node.getTypeSerializersIn()))
                .isNotEmpty()
                .doesNotHaveAnyElementsOfTypes(KryoSerializer.class);
        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getTypeSerializerOut)
                .doesNotHaveAnyElementsOfTypes(KryoSerializer.class);
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT,combine,CustomerPartSerializer,CustomerIdSerializer",
        "SEQUENTIAL,order,EventSequenceSerializer,SortKeySerializer"
    })
    void recordsTravelInTheirOwnFormats(
            Summation summation, String shuffled, String format, String key) {
        Map<String, String> formats = new HashMap<>();
        for (StreamNode node : graph(summation, true).getStreamNodes()) {
            formats.put(
                    node.getTransformationUID(),
                    node.getTypeSerializerOut().getClass().getSimpleName());
            if (node.getStateKeySerializer() != null) {
                formats.put("key", node.getStateKeySerializer().getClass().getSimpleName());
            }
        }

        assertThat(formats)
                .containsEntry("ndjson-source", "LineBlockSerializer")
                .containsEntry("parse", "EventSerializer")
                .containsEntry(shuffled, format)
                .containsEntry("key", key)
                .containsEntry("report", "KeyedAggregateSerializer");
    }

    @ParameterizedTest
    @EnumSource(Summation.class)
    void oneShuffleByCustomerAheadOfTheReport(Summation summation) {
        StreamGraph graph = graph(summation, true);

        List<StreamEdge> shuffles =
                graph.getStreamNodes().stream()
                        .flatMap(node -> node.getOutEdges().stream())
                        .filter(edge -> !edge.getPartitioner().toString().equals("FORWARD"))
                        .toList();

        assertThat(shuffles)
                .singleElement()
                .satisfies(
                        edge -> {
                            assertThat(edge.getPartitioner())
                                    .isInstanceOf(KeyGroupStreamPartitioner.class);
                            assertThat(graph.getTargetVertex(edge).getTransformationUID())
                                    .isEqualTo("report");
                        });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void exactJobIsTwoTasksUpToAndBehindTheShuffle(boolean rejects) {
        Map<String, JobVertex> tasks = tasksByUid(graph(Summation.EXACT, rejects));

        JobVertex reading = tasks.get("ndjson-source");
        JobVertex reporting = tasks.get("report");
        assertThat(tasks).containsEntry("parse", reading).containsEntry("combine", reading);
        assertThat(tasks)
                .containsEntry("report-sink", reporting)
                .containsEntry("Sink Committer: report-sink", reporting);
        if (rejects) {
            assertThat(tasks).containsEntry("reject-sink", reading);
        }
        assertThat(tasks.values()).containsOnly(reading, reporting);
        assertThat(reading).isNotSameAs(reporting);
    }

    @Test
    void sequentialJobReadsInOneTaskAndReportsInAnother() {
        Map<String, JobVertex> tasks = tasksByUid(graph(Summation.SEQUENTIAL, false));

        JobVertex reading = tasks.get("ndjson-source");
        assertThat(tasks).containsEntry("parse", reading).containsEntry("order", reading);
        assertThat(tasks.get("report-sink")).isSameAs(tasks.get("report")).isNotSameAs(reading);
    }

    @Test
    void objectsAreReusedAndOnlySequentialSumsForceBatchMode() {
        graph(Summation.EXACT, true);
        assertThat(env.getConfiguration().get(PipelineOptions.OBJECT_REUSE)).isTrue();
        assertThat(runtimeMode()).isEqualTo(RuntimeExecutionMode.STREAMING);

        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        graph(Summation.EXACT, true);
        assertThat(runtimeMode()).isEqualTo(RuntimeExecutionMode.BATCH);

        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        graph(Summation.SEQUENTIAL, true);
        assertThat(runtimeMode()).isEqualTo(RuntimeExecutionMode.BATCH);
    }

    private RuntimeExecutionMode runtimeMode() {
        return env.getConfiguration().get(ExecutionOptions.RUNTIME_MODE);
    }

    private StreamGraph graph(Summation summation, boolean rejects) {
        return graph(
                summation,
                Destinations.rows(ReportSinks.reports(new Path("file:///reports"), "0000beef")),
                rejects);
    }

    private StreamGraph graph(Summation summation, Destinations.Reports reports, boolean rejects) {
        InputFiles files = InputFiles.resolve(List.of(Golden.input("basic").toString()));
        env.setParallelism(3);
        CustomerReportPipeline.build(
                env,
                NdjsonSource.bounded(
                        files.paths(),
                        NdjsonSource.SHORT_SPLITS,
                        new LineBlockFormat(files.names(), 1 << 20, 1 << 16)),
                new EventRules(Golden.FX_RATES, null, Golden.NOW_TS),
                summation,
                new Destinations(
                        reports,
                        rejects
                                ? ReportSinks.rejects(new Path("file:///rejects"), "0000beef")
                                : null,
                        false));
        return env.getStreamGraph();
    }

    private static List<String> uids(StreamGraph graph) {
        return graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();
    }

    /** The task that each operator is chained into. */
    private static Map<String, JobVertex> tasksByUid(StreamGraph graph) {
        Map<String, JobVertex> tasks = new HashMap<>();
        for (JobVertex task : graph.getJobGraph().getVertices()) {
            task.getOperatorIDs()
                    .forEach(operator -> tasks.put(operator.getUserDefinedOperatorUid(), task));
        }
        return tasks;
    }
}
