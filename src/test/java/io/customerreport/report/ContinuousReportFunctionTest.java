package io.customerreport.report;

import static io.customerreport.report.Parts.part;
import static io.customerreport.report.Parts.row;
import static io.customerreport.testing.Events.event;
import static org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repackageState;
import static org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repartitionOperatorState;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.combine.ReportSchedule;
import io.customerreport.count.RunCounters;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuousReportFunctionTest {

    private static final ReportSchedule MINUTES = new ReportSchedule(60_000);

    @Test
    void changedCustomerLeavesAtTheNextWholeMultipleWithItsNewestState() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(61_234);
            report.add(part(event("ada", "view", 1, 1.0)));
            report.harness.setProcessingTime(119_998);
            report.add(part(event("ada", "view", 2, 2.0)));
            report.harness.setProcessingTime(119_999);
            assertThat(report.rows()).isEmpty();

            report.harness.setProcessingTime(120_000);

            assertThat(report.rows())
                    .containsExactly(
                            row(event("ada", "view", 1, 1.0), event("ada", "view", 2, 2.0)));
        }
    }

    @Test
    void onlyCustomersThatChangedLeaveAgain() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            report.add(part(event("bob", "view", 1, 1.0)));
            report.harness.setProcessingTime(60_000);
            report.add(part(event("bob", "view", 2, 2.0)));
            report.harness.setProcessingTime(600_000);

            assertThat(report.rows())
                    .containsExactlyInAnyOrder(
                            row(event("ada", "view", 1, 1.0)),
                            row(event("bob", "view", 1, 1.0)),
                            row(event("bob", "view", 1, 1.0), event("bob", "view", 2, 2.0)));
        }
    }

    @Test
    void customerAtRestKeepsItsAggregateAndNoTimer() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            assertThat(report.harness.numProcessingTimeTimers()).isEqualTo(1);
            assertThat(report.harness.numEventTimeTimers()).isEqualTo(1);

            report.harness.setProcessingTime(60_000);

            assertThat(report.harness.numProcessingTimeTimers()).isZero();
            assertThat(report.harness.numEventTimeTimers()).isZero();
            assertThat(report.harness.numKeyedStateEntries()).isEqualTo(1);
        }
    }

    @Test
    void finalWatermarkReportsWhatIsPendingAndNothingElseDoes() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            report.harness.setProcessingTime(60_000);
            report.add(part(event("bob", "view", 2, 2.0)));

            report.finish();
            report.harness.setProcessingTime(600_000);

            assertThat(report.rows())
                    .containsExactlyInAnyOrder(
                            row(event("ada", "view", 1, 1.0)), row(event("bob", "view", 2, 2.0)));
        }
    }

    @Test
    void customerIsDueOnceAtATimeWhereverTheClockStands() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(61_000);
            report.add(part(event("ada", "view", 1, 1.0)));
            report.harness.setProcessingTime(1_000);
            report.add(part(event("ada", "view", 2, 2.0)));

            report.harness.setProcessingTime(600_000);

            assertThat(report.rows())
                    .containsExactly(
                            row(event("ada", "view", 1, 1.0), event("ada", "view", 2, 2.0)));
        }
    }

    @Test
    void pendingReportIsKeptThroughACheckpointAndLeavesAtOnceWhenItIsOverdue() throws Exception {
        OperatorSubtaskState checkpoint;
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            report.add(part(event("bob", "view", 1, 1.0)));
            report.harness.setProcessingTime(60_000);
            report.add(part(event("bob", "view", 2, 2.0)));
            checkpoint = report.harness.snapshot(1, 1);
        }

        try (ReportTask<CustomerPart> report = subtask(1, 0, checkpoint)) {
            assertThat(report.pending()).isEqualTo(1);
            report.harness.setProcessingTime(86_400_001);

            assertThat(report.rows())
                    .containsExactly(
                            row(event("bob", "view", 1, 1.0), event("bob", "view", 2, 2.0)));
            assertThat(report.pending()).isZero();
        }
    }

    @Test
    void drainedAfterARestoreItReportsWhatIsPendingOnce() throws Exception {
        OperatorSubtaskState checkpoint;
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            checkpoint = report.harness.snapshot(1, 1);
        }

        try (ReportTask<CustomerPart> report = subtask(1, 0, checkpoint)) {
            report.finish();
            report.harness.setProcessingTime(600_000);

            assertThat(report.rows()).containsExactly(row(event("ada", "view", 1, 1.0)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "3, 1"})
    void rescaledItReportsEachPendingCustomerOnceAndCountsThemAll(int before, int after)
            throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[before];
        for (int i = 0; i < before; i++) {
            try (ReportTask<CustomerPart> report = subtask(before, i, null)) {
                report.harness.setProcessingTime(1);
                addCustomers(0, 20, report);
                report.harness.setProcessingTime(60_000);
                addCustomers(5, 12, report);
                states[i] = report.harness.snapshot(1, 1);
            }
        }
        OperatorSubtaskState checkpoint = repackageState(states);

        List<String> rows = new ArrayList<>();
        long pendingBefore = 0;
        long pendingAfter = 0;
        long customers = 0;
        for (int i = 0; i < after; i++) {
            OperatorSubtaskState own =
                    repartitionOperatorState(
                            checkpoint, ReportTask.MAX_PARALLELISM, before, after, i);
            try (ReportTask<CustomerPart> report = subtask(after, i, own)) {
                pendingBefore += report.pending();
                report.harness.setProcessingTime(120_000);
                pendingAfter += report.pending();
                customers += report.customers();
                rows.addAll(report.rows());
            }
        }

        assertThat(rows).hasSize(7).doesNotHaveDuplicates();
        assertThat(pendingBefore).isEqualTo(7);
        assertThat(pendingAfter).isZero();
        assertThat(customers).isEqualTo(20);
    }

    @Test
    void countsAreThoseOfChangesAndRows() throws Exception {
        try (ReportTask<CustomerPart> report = subtask()) {
            report.harness.setProcessingTime(1);
            addCustomers(0, 3, report);
            addCustomers(0, 3, report);
            report.harness.setProcessingTime(60_000);
            addCustomers(1, 2, report);

            assertThat(report.customers()).isEqualTo(3);
            assertThat(report.count(RunCounters.CHANGES)).isEqualTo(4);
            assertThat(report.count(RunCounters.REPORTS)).isEqualTo(3);
            assertThat(report.pending()).isEqualTo(1);
        }
    }

    private static void addCustomers(int from, int to, ReportTask<CustomerPart> report)
            throws Exception {
        for (int i = from; i < to; i++) {
            report.add(part(event("customer-" + i, "view", 1, 1.0)));
        }
    }

    private static ReportTask<CustomerPart> subtask() throws Exception {
        return subtask(1, 0, null);
    }

    private static ReportTask<CustomerPart> subtask(
            int parallelism, int index, OperatorSubtaskState restored) throws Exception {
        return new ReportTask<>(
                new ContinuousReportFunction(MINUTES),
                CustomerPart::customer,
                parallelism,
                index,
                restored);
    }
}
