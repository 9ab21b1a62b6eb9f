package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.RecordTypes;
import io.customerreport.report.ExactReportFunction;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.pipeline.PipelineRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What earlier versions kept in their savepoints is still read, by the job and without it. */
class KeptSavepointTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(3);

    private static final int MORE_THAN_ALL = 1 << 20;

    @TempDir Path folder;

    static List<Path> savepoints() throws Exception {
        List<Path> all = KeptSavepoint.all("bounded");
        assertThat(all).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void jobGoesOnFromTheSavepointOfAnEarlierVersion(Path savepoint) throws Exception {
        PipelineRun.Result result =
                KeptSavepoint.run(folder)
                        .parallelism(3)
                        .from(savepoint.toUri().toString())
                        .run(Golden.input("hostile"));

        assertThat(Golden.reports(result.reports()))
                .isEqualTo(Golden.expectedReports("hostile", Summation.EXACT));
        Golden.expectedCounts("hostile")
                .forEach(
                        (counter, count) ->
                                assertThat(result.count(counter)).as(counter).isEqualTo(count));
        assertThat(result.count("bytes")).isEqualTo(Files.size(Golden.input("hostile")));
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void customersOfASavepointAreReadWithoutTheJob(Path savepoint) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        SavepointReader reader =
                SavepointReader.read(env, savepoint.toUri().toString(), new HashMapStateBackend());

        Map<String, Long> events = new HashMap<>();
        reader.readKeyedState(
                        OperatorIdentifier.forUid(CustomerReportPipeline.REPORT_UID),
                        new EventsOfACustomer(),
                        RecordTypes.CUSTOMER_ID,
                        Types.TUPLE(Types.STRING, Types.LONG))
                .executeAndCollect(MORE_THAN_ALL)
                .forEach(customer -> events.put(customer.f0, customer.f1));

        Map<String, Long> expected = new HashMap<>();
        Golden.expectedReports("hostile", Summation.EXACT)
                .forEach(
                        (customer, report) ->
                                expected.put(customer, report.get("total_events").longValue()));
        assertThat(events).isNotEmpty();
        assertThat(expected).containsKeys(events.keySet().toArray(new String[0]));
        events.forEach(
                (customer, soFar) ->
                        assertThat(soFar).as(customer).isBetween(1L, expected.get(customer)));
        assertThat(sum(events)).isBetween(1L, sum(expected) - 1);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static final class EventsOfACustomer
            extends KeyedStateReaderFunction<CustomerId, Tuple2<String, Long>> {

        private static final long serialVersionUID = 1;

        private transient ValueState<AggregateParts> state;

        @Override
        public void open(OpenContext context) {
            state =
                    getRuntimeContext()
                            .getState(
                                    new ValueStateDescriptor<>(
                                            ExactReportFunction.STATE_NAME,
                                            RecordTypes.AGGREGATE_PARTS));
        }

        @Override
        public void readKey(
                CustomerId customer, Context context, Collector<Tuple2<String, Long>> out)
                throws Exception {
            CustomerAggregate aggregate = state.value().whole();
            out.collect(Tuple2.of(customer.toString(), aggregate.totalEvents()));
        }
    }
}
