package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "execution.checkpointing.interval | abc | is not a duration such as 500ms, 10s, 5min or 1h",
                "heartbeat.timeout | 300000000000d | is too long",
                "heartbeat.timeout | -1s | is not a duration such as 500ms, 10s, 5min or 1h",
                "taskmanager.memory.managed.size | much | is not a size such as 512k, 64m or 1g",
                "taskmanager.numberOfTaskSlots | two | is not a whole number, or out of range",
                "taskmanager.numberOfTaskSlots | 3000000000 | is not a whole number, or out of range",
                "restart-strategy.exponential-delay.backoff-multiplier | x | is not a number",
                "execution.checkpointing.unaligned.enabled | yes | is neither true nor false",
                "execution.runtime-mode | FAST | is not STREAMING, BATCH or AUTOMATIC",
                "state.backend.rocksdb.thread.num | many | is not a whole number, or out of range",
                "fs.overwrite-files | maybe | is neither true nor false",
                "web.timeout | soon | is not a duration such as 500ms, 10s, 5min or 1h",
                "high-availability.zookeeper.client.max-retry-attempts | x | is not a whole number, or out of range",
                "rest.port | 70000 | is not a port from 0 to 65535",
                "rest.port | -2 | is not a port from 0 to 65535",
                "rest.bind-port | notaport | is not a port from 0 to 65535",
                "rest.bind-port | 8081-70000 | is not a port from 0 to 65535",
                "rest.bind-port | '' | is not a port from 0 to 65535",
                "blob.server.port | -1 | is not a port from 0 to 65535",
                "pipeline.max-parallelism | 0 | is not a whole number from 1 to 32768",
                "pipeline.max-parallelism | 99999999 | is not a whole number from 1 to 32768",
                "heartbeat.timeout | PT-10S | is not a duration such as 500ms, 10s, 5min or 1h",
                "restart-strategy.fixed-delay.attempts | -1 | is below zero",
                "taskmanager.numberOfTaskSlots | -1 | is not a whole number from 1 to 32768",
                "local.number-taskmanager | 0 | is not a whole number from 1 to 32768",
                "jobmanager.io-pool.size | 0 | is not a whole number from 1 to 32768",
                "rest.server.thread-priority | 11 | is not a whole number from 1 to 10",
                "blob.service.cleanup.interval | 0 | is not a whole number from 1 to 2147483647",
                "taskmanager.registration.timeout | 1ms | is shorter than 100ms, so that the run could not start",
                "akka.ask.timeout | 0s | is shorter than 100ms, so that the run could not start",
                "taskmanager.memory.network.fraction | 1.5 | is not a number from 0 to 1",
                "taskmanager.memory.network.fraction | NaN | is not a finite number",
                "io.tmp.dirs | /nowhere/x | names '/nowhere/x', which does not exist: create it, or name another folder",
                "io.tmp.dirs | /tmp:/nowhere/x | names '/nowhere/x', which does not exist: create it, or name another folder",
                "io.tmp.dirs | '' | names no folder",
                "taskmanager.tmp.dirs | /dev/null | names '/dev/null', but '/dev/null' is not a folder",
                "process.working-dir | /dev/null/x | names '/dev/null/x', but '/dev/null' is not a folder",
                "execution.target | remote | has no effect, as the run is in this process: leave it out",
            })
    void valueThatFlinkCannotReadIsRefused(String key, String value, String sentence) {
        assertThatThrownBy(() -> FlinkSettings.check(Map.of(key, value)))
                .isInstanceOf(UsageException.class)
                .hasMessage("-D '%s=%s' %s", key, value, sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "execution.checkpoint.dir, execution.checkpointing.dir",
        "execution.checkpointing.intervall, execution.checkpointing.interval",
        "Execution.Runtime-Mode, execution.runtime-mode",
        "state.backend.rocksdb.use-bloomfilter, state.backend.rocksdb.use-bloom-filter",
        "taskmanager.numberOfTaskSlot, taskmanager.numberOfTaskSlots",
        "web.time-out, web.timeout",
    })
    void nameThatNobodyKnowsIsRefusedWithTheNearestOne(String key, String nearest) {
        assertThatThrownBy(() -> FlinkSettings.check(Map.of(key, "1")))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D '%s' is not a setting that Flink or this job knows; did you mean %s?",
                        key, nearest);
    }

    @Test
    void nothingIsGuessedForANameThatIsLikeNoOther() {
        assertThatThrownBy(() -> FlinkSettings.check(Map.of("colour", "blue")))
                .hasMessage("-D 'colour' is not a setting that Flink or this job knows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execution.checkpointing.interval=10",
                "execution.checkpointing.interval=10 s",
                "execution.runtime-mode=batch",
                "state.checkpoints.dir=file:///var/lib/checkpoints",
                "pipeline.global-job-parameters.team=payments",
                "pipeline.jars=file:///a.jar;file:///b.jar",
                "s3.endpoint=http://127.0.0.1:9000",
                "fs.s3a.connection.maximum=20",
                "metrics.reporter.prometheus.port=9249",
                "metrics.reporters=prometheus",
                "akka.ask.timeout=20s",
                "env.java.opts.all=-Xmx1g",
                "rest.bind-port=8081-8090",
                "rest.port=8081",
                "web.timeout=1min",
                "client.timeout=1min",
                "high-availability.cluster-id=/one",
            })
    void whatFlinkKnowsAndWhatBelongsToPluginsPasses(String setting) {
        String[] parts = setting.split("=", 2);

        assertThatCode(() -> FlinkSettings.check(Map.of(parts[0], parts[1])))
                .doesNotThrowAnyException();
    }

    @Test
    void noteSaysWhichUnitFlinkTakesForANumberAlone() {
        assertThat(FlinkSettings.notes(Map.of("execution.checkpointing.interval", "10")))
                .containsExactly(
                        "-D 'execution.checkpointing.interval=10' has no unit, so Flink takes it for milliseconds");
    }

    @Test
    void oneSettingUnderTwoNamesIsRefused() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("restart-strategy", "none");
        settings.put("restart-strategy.type", "fixed-delay");

        assertThatThrownBy(() -> FlinkSettings.check(settings))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D 'restart-strategy.type=fixed-delay' sets the same as"
                                + " -D 'restart-strategy=none': leave one out");
    }

    @Test
    void whatFlinkCouldNotReadByItselfIsPutTheSameWay() {
        assertThat(
                        FlinkSettings.unreadable(
                                "Could not parse value 'abc' for key"
                                        + " 'execution.checkpointing.interval'."))
                .contains(
                        "execution.checkpointing.interval 'abc' is not a duration such as 500ms,"
                                + " 10s, 5min or 1h");
        assertThat(FlinkSettings.unreadable("disk full")).isEmpty();
        assertThat(FlinkSettings.unreadable(null)).isEmpty();
    }
}
