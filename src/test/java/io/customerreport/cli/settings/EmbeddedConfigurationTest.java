package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.job.UsageException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions.CompressionCodec;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedConfigurationTest {

    @Test
    void runListensOnTheLoopbackOnlyAndNeverRestarts() throws UsageException {
        Configuration configuration = configuration();

        assertThat(configuration.get(RestOptions.BIND_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(configuration.get(RestOptions.BIND_PORT)).isEqualTo("0");
        assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("none");
        assertThat(configuration.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.contains(ExecutionOptions.RUNTIME_MODE)).isFalse();
    }

    @Test
    void shufflesStayOnTheMachineAndAreNotCompressed() throws UsageException {
        String key = NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC.key();

        assertThat(configuration().get(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC))
                .isEqualTo(CompressionCodec.NONE);
        assertThat(
                        configuration("-D", key + "=ZSTD")
                                .get(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC))
                .isEqualTo(CompressionCodec.ZSTD);
    }

    @Test
    void rocksDbHasBloomFiltersUnlessTheUserDeclines() throws UsageException {
        assertThat(configuration().get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isTrue();
        String key = RocksDBConfigurableOptions.USE_BLOOM_FILTER.key();
        assertThat(
                        configuration("-D", key + "=false")
                                .get(RocksDBConfigurableOptions.USE_BLOOM_FILTER))
                .isFalse();
    }

    @Test
    void settingsOfTheUserWin() throws UsageException {
        Configuration configuration =
                configuration("-D", "heartbeat.interval=5 s", "-D", "execution.runtime-mode=BATCH");

        assertThat(configuration.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.get(ExecutionOptions.RUNTIME_MODE))
                .isEqualTo(RuntimeExecutionMode.BATCH);
    }

    @Test
    void settingsOfTheUserWinUnderTheirFormerNamesToo() throws UsageException {
        assertThat(
                        configuration("-Drestart-strategy=fixed-delay")
                                .get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("fixed-delay");
        assertThat(configuration("-Drest.port=8081").get(RestOptions.BIND_PORT)).isEqualTo("8081");
        assertThat(configuration("-Dakka.ask.timeout=20s").get(RpcOptions.ASK_TIMEOUT_DURATION))
                .hasSeconds(20);
    }

    @Test
    void fewerKeyGroupsThanSubtasksAreRefused() throws UsageException {
        String most = "-Dpipeline.max-parallelism=2";

        assertThatThrownBy(() -> configuration("--parallelism=3", most))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D 'pipeline.max-parallelism=2' is less than the 3 subtasks of the run:"
                                + " raise it, or give --parallelism 2");
        configuration("--parallelism=2", most);
    }

    @Test
    void parallelismIsTheOptionTheSettingOrTheCores() throws UsageException {
        assertThat(configuration("--parallelism=3").get(CoreOptions.DEFAULT_PARALLELISM))
                .isEqualTo(3);
        assertThat(configuration("-Dparallelism.default=4").get(CoreOptions.DEFAULT_PARALLELISM))
                .isEqualTo(4);
        assertThat(configuration().get(CoreOptions.DEFAULT_PARALLELISM))
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThatThrownBy(() -> configuration("-Dparallelism.default=none"))
                .hasMessage("-D parallelism.default 'none' is not a whole number from 1 to 32768");
        assertThatThrownBy(() -> configuration("--parallelism=3", "-Dparallelism.default=4"))
                .hasMessage("--parallelism '3' and -D 'parallelism.default=4' are given together");
    }

    @Test
    void networkMemoryGrowsWithTheConnections() throws UsageException {
        assertThat(networkMemory("--parallelism=1")).hasToString("4 mb");
        assertThat(networkMemory("--parallelism=64").getMebiBytes()).isEqualTo(2 * 64 * 80 / 32);
        assertThat(networkMemory("--parallelism=1", "-Dtaskmanager.memory.segment-size=64kb"))
                .hasToString("8 mb");
        assertThat(networkMemory("--parallelism=1", "-Dexecution.runtime-mode=BATCH"))
                .hasToString("32 mb");
    }

    private static MemorySize networkMemory(String... options) throws UsageException {
        return configuration(options).get(TaskManagerOptions.NETWORK_MEMORY_MAX);
    }

    @Test
    void sequentialSumsRunInBatch() throws UsageException {
        Configuration configuration = configuration("--summation=sequential");

        assertThat(configuration.get(ExecutionOptions.RUNTIME_MODE))
                .isEqualTo(RuntimeExecutionMode.BATCH);
        assertThatThrownBy(
                        () ->
                                configuration(
                                        "--summation=sequential",
                                        "-Dexecution.runtime-mode=STREAMING"))
                .hasMessage(
                        "--summation 'sequential' needs execution.runtime-mode BATCH,"
                                + " but it is set to STREAMING");
        assertThatThrownBy(() -> configuration("-Dexecution.runtime-mode=FAST"))
                .hasMessage(
                        "-D 'execution.runtime-mode=FAST' is not STREAMING, BATCH or AUTOMATIC");
    }

    @Test
    void boundedRunsMakeNoCheckpoints() throws UsageException {
        assertThat(configuration().contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100ms, 1000", "1s, 1000", "5s, 5000", "10s, 10000", "1h, 10000"})
    void continuousRunsCheckpointAsOftenAsTheyReportFromOneToTenSeconds(
            String reportEvery, long millis) throws UsageException {
        Configuration configuration = configuration("--watch=1s", "--report-every=" + reportEvery);

        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .hasMillis(millis);
        assertThat(configuration.get(ExecutionOptions.BUFFER_TIMEOUT)).hasMillis(millis / 20);
        assertThat(configuration.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("failure-rate");
    }

    @Test
    void continuousRunsNeedStreamingModeAndCheckpoints() throws UsageException {
        assertThat(
                        configuration("--watch=1s", "-Dexecution.checkpointing.interval=3min")
                                .get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .hasMinutes(3);
        assertThatThrownBy(
                        () -> configuration("--watch=1s", "-Dexecution.checkpointing.interval=0s"))
                .hasMessage(
                        "--watch needs checkpoints, with which its rows become visible:"
                                + " -D execution.checkpointing.interval=10s");
        assertThatThrownBy(() -> configuration("--watch=1s", "-Dexecution.runtime-mode=BATCH"))
                .hasMessage(
                        "--watch needs execution.runtime-mode STREAMING, but it is set to BATCH");
    }

    @Test
    void fewerSlotsThanAStreamingRunTakesAreRefused() throws UsageException {
        String slots = "-Dtaskmanager.numberOfTaskSlots=2";

        assertThatThrownBy(() -> configuration("--parallelism=3", slots))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D 'taskmanager.numberOfTaskSlots=2' makes 2 slots, but the run wants 3:"
                                + " leave it out, or give --parallelism 2");
        configuration("--parallelism=2", slots);
        configuration("--parallelism=3", slots, "-Dexecution.runtime-mode=BATCH");
        configuration("--parallelism=4", slots, "-Dminicluster.number-of-taskmanagers=2");
    }

    @Test
    void shuffleThatTheMachineHasNoMemoryForIsRefused() throws UsageException {
        Configuration wide = configuration("--parallelism=64");

        EmbeddedConfiguration.requireMemory(wide, Map.of(), 64, 1L << 30);

        assertThatThrownBy(
                        () -> EmbeddedConfiguration.requireMemory(wide, Map.of(), 64, 300L << 20))
                .hasMessage(
                        "--parallelism 64 needs 320 MiB for its shuffle, more than the 300 MiB that the JVM gives: lower it");
        assertThatThrownBy(() -> configuration("-Dtaskmanager.memory.network.min=100000g"))
                .hasMessageStartingWith(
                        "-D 'taskmanager.memory.network.min=100000g' is more than the ");
        assertThatThrownBy(
                        () ->
                                configuration(
                                        "--parallelism=2", "-Dtaskmanager.memory.segment-size=1gb"))
                .hasMessageStartingWith(
                        "-D 'taskmanager.memory.segment-size=1gb' makes the buffers of the shuffle 131072 MiB,"
                                + " more than the ");
    }

    private static Configuration configuration(String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", "logs", "--output", "report"));
        args.addAll(List.of(more));
        return EmbeddedConfiguration.of(
                new CommandLineParser(Clock.systemUTC())
                        .parse(args.toArray(String[]::new))
                        .orElseThrow());
    }
}
