package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.customerreport.CustomerReport;
import io.customerreport.CustomerReports;
import io.customerreport.parse.EventRules;
import io.customerreport.testing.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports as a stream, held to those of the same lines without Flink. */
class ReportStreamTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2, 64);

    private static final Path LOG = Path.of("examples/payments.ndjson");

    private static final int MORE_THAN_THERE_ARE = 1_000;

    private static final EventRules RULES =
            new EventRules(Map.of("EUR", 1.09), null, EventRules.MAX_NOW_TS);

    private static Collection<CustomerReport> withoutFlink() throws Exception {
        return CustomerReports.compute(
                        Files.readAllLines(LOG), RULES.fxRates(), null, RULES.nowTs())
                .values();
    }

    private static List<CustomerReport> reports(Summation summation) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        return CustomerReportPipeline.reports(env, List.of(LOG.toString()), RULES, summation)
                .executeAndCollect(MORE_THAN_THERE_ARE);
    }

    @Test
    void sequentialReportsAreThoseOfThePythonFunction() throws Exception {
        List<CustomerReport> reports = reports(Summation.SEQUENTIAL);

        assertThat(reports).containsExactlyInAnyOrderElementsOf(withoutFlink());
    }

    @Test
    void exactReportsCountTheSame() throws Exception {
        List<CustomerReport> reports = reports(Summation.EXACT);

        assertThat(reports)
                .extracting(CustomerReport::customerId, CustomerReport::totalEvents)
                .containsExactlyInAnyOrderElementsOf(
                        withoutFlink().stream()
                                .map(report -> tuple(report.customerId(), report.totalEvents()))
                                .toList());
    }
}
