package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.cluster.Fault;
import io.customerreport.testing.cluster.FaultReport;
import io.customerreport.testing.cluster.FaultTrial;
import io.customerreport.testing.cluster.FaultTrialMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loss of processes changes nothing; {@link FaultTrialMain} is the long version. */
@Timeout(600)
class FaultsIT {

    @Test
    void lossOfAProcessLeavesNoTraceInReportsRejectsAndCounts() throws Exception {
        List<Fault> faults = List.of(Fault.TASK_MANAGER_KILLED, Fault.JOB_MANAGER_KILLED);

        FaultReport report =
                new FaultTrial(
                                Path.of("target/clusters/FaultsIT"),
                                FaultTrial.Kind.BOUNDED,
                                faults,
                                new SplittableRandom(1),
                                20_000,
                                Duration.ofSeconds(8))
                        .run();

        assertThat(report.expected().reports()).isNotEmpty();
        assertThat(report.expected().rejects()).isNotEmpty();
        assertThat(report.kills()).isEqualTo(2);
        assertThat(report.bytesDiffering()).isZero();
        assertThat(report.countsDiffering()).isZero();
        assertThat(report.filesLeft()).isZero();
    }
}
