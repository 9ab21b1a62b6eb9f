package io.customerreport.report;

import static io.customerreport.report.Parts.part;
import static io.customerreport.report.Parts.row;
import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerPart;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.combine.ReportSchedule;
import io.customerreport.count.RunCounters;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class SnapshotOperatorTest {

    private static final String ADA = row(event("ada", "view", 1, 1.0));
    private static final String BOB = row(event("bob", "view", 1, 1.0));

    @Test
    void allCustomersAndAMarkLeaveBeforeEachBarrierThatIsAMultiple() throws Exception {
        try (ReportTask<CustomerPart> report = subtask(3, null)) {
            report.add(part(event("ada", "view", 1, 1.0)));
            report.harness.prepareSnapshotPreBarrier(2);
            assertThat(filed(report)).isEmpty();

            report.harness.prepareSnapshotPreBarrier(3);
            report.add(part(event("bob", "view", 1, 1.0)));
            report.harness.prepareSnapshotPreBarrier(4);
            report.harness.prepareSnapshotPreBarrier(6);

            assertThat(filed(report))
                    .containsExactlyInAnyOrder(
                            "snapshot-000000000003 " + ADA,
                            "snapshot-000000000003/_writers-1",
                            "snapshot-000000000006 " + ADA,
                            "snapshot-000000000006 " + BOB,
                            "snapshot-000000000006/_writers-1");
            assertThat(report.count(RunCounters.SNAPSHOTS)).isEqualTo(2);
            assertThat(report.rows()).isEmpty();
        }
    }

    @Test
    void changesAreFiledUnderTheLastSnapshotBarrierAndLeaveForATableToo() throws Exception {
        try (ReportTask<CustomerPart> report = subtask(2, null)) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            report.harness.setProcessingTime(60_000);
            report.harness.prepareSnapshotPreBarrier(1);
            report.harness.prepareSnapshotPreBarrier(2);
            report.harness.prepareSnapshotPreBarrier(3);
            report.add(part(event("bob", "view", 1, 1.0)));
            report.harness.setProcessingTime(120_000);

            assertThat(filed(report))
                    .contains("changes-000000000000 " + ADA, "changes-000000000002 " + BOB)
                    .hasSize(4);
            assertThat(report.rows()).containsExactly(ADA, BOB);
        }
    }

    @Test
    void restoredItFilesChangesUnderTheCheckpointThatItGoesOnFrom() throws Exception {
        OperatorSubtaskState checkpoint;
        try (ReportTask<CustomerPart> report = subtask(2, null)) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));
            checkpoint = report.harness.snapshot(ReportTask.RESTORED, 1);
        }

        try (ReportTask<CustomerPart> report = subtask(2, checkpoint)) {
            report.harness.setProcessingTime(60_000);

            assertThat(filed(report)).containsExactly("changes-000000000005 " + ADA);
        }
    }

    @Test
    void endOfInputMakesTheLastSnapshotWhateverTheNextBarrierIs() throws Exception {
        try (ReportTask<CustomerPart> report = subtask(2, null)) {
            report.harness.setProcessingTime(1);
            report.add(part(event("ada", "view", 1, 1.0)));

            report.finish();
            report.harness.prepareSnapshotPreBarrier(2);

            assertThat(filed(report))
                    .containsExactly(
                            "changes-000000000000 " + ADA,
                            "snapshot-final " + ADA,
                            "snapshot-final/_writers-1");
        }
    }

    private static List<String> filed(ReportTask<CustomerPart> report) {
        Queue<StreamRecord<Tuple2<String, KeyedAggregate>>> records =
                report.harness.getSideOutput(SnapshotOperator.FILED);
        return (records == null
                        ? new ArrayDeque<StreamRecord<Tuple2<String, KeyedAggregate>>>()
                        : records)
                .stream()
                        .map(StreamRecord::getValue)
                        .map(
                                row ->
                                        ReportFolder.areMarks(row.f0)
                                                ? row.f0
                                                : row.f0 + " " + ReportTask.row(row.f1))
                        .toList();
    }

    private static ReportTask<CustomerPart> subtask(long every, OperatorSubtaskState restored)
            throws Exception {
        ContinuousReportFunction function =
                new ContinuousReportFunction(new ReportSchedule(60_000));
        return new ReportTask<>(
                function,
                new SnapshotOperator(function, every),
                CustomerPart::customer,
                1,
                0,
                restored);
    }
}
