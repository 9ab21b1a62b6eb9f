package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command makes of settings before it starts anything. */
class SettingsRehearsalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restart-strategy=foo | is not none, fixed-delay, failure-rate or exponential-delay",
                "restart-strategy.type=foo | is not none, fixed-delay, failure-rate or exponential-delay",
                "state.backend.type=rockdb | is not hashmap, rocksdb, forst or the class of a state backend's factory",
                "state.backend=rockdb | is not hashmap, rocksdb, forst or the class of a state backend's factory",
                "execution.checkpointing.storage=disk | is not jobmanager, filesystem or the class of a checkpoint storage's factory",
                "high-availability.type=foo | is not NONE, and a run in one process has no other that could take over",
                "high-availability.type=zookeeper | is not NONE, and a run in one process has no other that could take over",
                "execution.checkpointing.interval=0s | cannot be used: Checkpoint interval must be larger than or equal to 10 ms",
                "execution.checkpointing.timeout=1ms | cannot be used: Checkpoint timeout must be larger than or equal to 10 ms",
                "heartbeat.interval=0s | cannot be used: The heartbeat interval must be larger than 0",
                "heartbeat.timeout=1ms | cannot be used: The heartbeat timeout should be larger or equal than the heartbeat interval",
                "jobmanager.execution.failover-strategy=foo | cannot be used: Unknown failover strategy: foo",
                "classloader.resolve-order=foo | cannot be used: Unknown resolve order: foo",
                "taskmanager.network.request-backoff.max=0 | cannot be used: the first pause of 100 ms is longer than the longest of 0 ms",
                "pipeline.jars=file:///nowhere.jar | cannot be used: file:/nowhere.jar: no such file or folder",
                "pipeline.jars=foo | cannot be used: MalformedURLException: no protocol: foo",
            })
    void settingThatFlinkWouldFailAtIsRefusedByItsName(String setting, String sentence) {
        assertThatThrownBy(() -> check(setting))
                .isInstanceOf(UsageException.class)
                .hasMessage("-D '%s' %s", setting, sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cleanup-strategy.type=foo",
                "execution.job-status-changed-listeners=foo",
                "jobmanager.bind-host=no host",
                "security.kerberos.login.principal=foo",
                "taskmanager.memory.managed.size=1000000g",
            })
    void whatFlinkMeetsLateIsRefused(String setting) {
        assertThatThrownBy(() -> check(setting))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("-D '%s' ", setting);
    }

    @Test
    void ofSeveralSettingsTheOneToBlameIsNamed() {
        assertThatThrownBy(
                        () ->
                                check(
                                        "pipeline.name=jan",
                                        "restart-strategy.type=often",
                                        "state.backend.type=rockdb"))
                .hasMessageStartingWith("-D 'restart-strategy.type=often' is not none");
        assertThatThrownBy(() -> check("heartbeat.timeout=20s", "heartbeat.interval=30s"))
                .hasMessageStartingWith("-D 'heartbeat.interval=30s' cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restart-strategy=fixed-delay",
                "restart-strategy.type=off",
                "state.backend.type=hashmap",
                "high-availability.type=NONE",
                "execution.checkpointing.interval=10s",
                "rest.port=8081",
                "rest.bind-port=8081-8090",
                "execution.runtime-mode=BATCH",
                "taskmanager.memory.network.max=64m",
                "taskmanager.memory.network.min=64m",
                "taskmanager.memory.managed.size=1g",
                "web.timeout=1min",
            })
    void settingThatFlinkCanUsePasses(String setting) {
        assertThatCode(() -> check(setting)).doesNotThrowAnyException();
    }

    private static void check(String... settings) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", "logs", "--output", "report"));
        for (String setting : settings) {
            args.addAll(List.of("-D", setting));
        }
        var options =
                new CommandLineParser(Clock.systemUTC())
                        .parse(args.toArray(String[]::new))
                        .orElseThrow();
        FlinkSettings.check(options.execution().flinkSettings());
        SettingsRehearsal.check(
                EmbeddedConfiguration.of(options), options.execution().flinkSettings());
    }
}
