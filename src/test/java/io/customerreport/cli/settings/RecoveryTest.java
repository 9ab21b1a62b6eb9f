package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    @Test
    void ordinaryRunStartsAnew() {
        assertThat(isAskedFor(Map.of())).isFalse();
        assertThat(isAskedFor(Map.of("high-availability.type", "zookeeper"))).isFalse();
        assertThat(isAskedFor(Map.of("$internal.pipeline.job-id", "0"))).isFalse();
    }

    @Test
    void runWithASavepointGoesOn() {
        assertThat(isAskedFor(Map.of("execution.state-recovery.path", "s3://b/savepoint-1")))
                .isTrue();
        assertThat(isAskedFor(Map.of("execution.savepoint.path", "s3://b/savepoint-1"))).isTrue();
    }

    @Test
    void applicationWithHighAvailabilityMayGoOn() {
        assertThat(
                        isAskedFor(
                                Map.of(
                                        "high-availability.type",
                                        "zookeeper",
                                        "$internal.pipeline.job-id",
                                        "0")))
                .isTrue();
    }

    private static boolean isAskedFor(Map<String, String> settings) {
        return Recovery.isAskedFor(Configuration.fromMap(settings));
    }
}
