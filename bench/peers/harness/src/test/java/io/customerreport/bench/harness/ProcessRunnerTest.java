package io.customerreport.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest {

    @TempDir Path folder;

    @Test
    void timeOfGrandchildrenCounts() throws Exception {
        ProcessRunner runner = new ProcessRunner(folder, Duration.ofMinutes(1));
        String busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

        Measurement idle = runner.run("idle", List.of("sh", "-c", "sleep 0.1"));
        Measurement nested = runner.run("nested", List.of("sh", "-c", "sh -c '" + busy + "'; :"));

        assertThat(nested.cpuSeconds()).isGreaterThan(idle.cpuSeconds());
        assertThat(idle.wallSeconds()).isGreaterThanOrEqualTo(0.1);
    }

    @Test
    void memoryThatWasGivenBackStillCounts() throws Exception {
        ProcessRunner runner = new ProcessRunner(folder, Duration.ofMinutes(1));
        String twentyMegabytes = "head -c 20000000 /dev/zero | tail -c 20000000 | sleep 0.5";

        Measurement measurement = runner.run("tail", List.of("sh", "-c", twentyMegabytes));

        assertThat(measurement.peakBytes()).isGreaterThan(1_000_000);
    }

    @Test
    void failureCarriesStatusAndLastLine() {
        ProcessRunner runner = new ProcessRunner(folder, Duration.ofMinutes(1));

        assertThatExceptionOfType(FailedRunException.class)
                .isThrownBy(
                        () -> runner.run("failing", List.of("sh", "-c", "echo no disk; exit 3")))
                .withMessage("exit status 3: no disk");
    }

    @Test
    void processBeyondTheLimitIsEndedWithItsChildren() {
        ProcessRunner runner = new ProcessRunner(folder, Duration.ofMillis(300));

        assertThatExceptionOfType(FailedRunException.class)
                .isThrownBy(() -> runner.run("endless", List.of("sh", "-c", "sleep 4711; :")))
                .withMessageStartingWith("no answer within");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }
}
