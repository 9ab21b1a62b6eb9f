package io.customerreport.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.UsageException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSettingsTest {

    private static final Path FLINK_CONF = Path.of("flink-conf");
    private static final String JOB_MANAGER = "jobmanager.rpc.address: main";
    private static final OptionalLong TWO_GIB = OptionalLong.of(2L << 30);

    @Test
    void propertiesWinOverTheFileAndWordsOverProperties() throws UsageException {
        ContainerSettings settings =
                ContainerSettings.read(
                        ClusterRole.TASKMANAGER,
                        FLINK_CONF,
                        "# both\n"
                                + JOB_MANAGER
                                + "\n\n  taskmanager.numberOfTaskSlots: 3\nparallelism.default: 4\n",
                        Map.of("parallelism.default", "8"),
                        OptionalLong.empty());

        assertThat(settings.all().get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(3);
        assertThat(settings.all().toMap()).containsEntry("parallelism.default", "8");
        assertThat(settings.all().toMap()).containsEntry("heartbeat.interval", "1s");
    }

    @Test
    void loopbackOfTheFileIsNotThatOfTheContainer() throws Exception {
        ContainerSettings settings = read(ClusterRole.TASKMANAGER, JOB_MANAGER, TWO_GIB);

        assertThat(settings.all().get(TaskManagerOptions.BIND_HOST)).isEqualTo("0.0.0.0");
        assertThat(settings.all().get(TaskManagerOptions.HOST))
                .isEqualTo(InetAddress.getLocalHost().getHostAddress());
        assertThat(settings.all().get(RestOptions.ADDRESS)).isEqualTo("main");
    }

    @Test
    void addressThatIsGivenIsKeptAlsoIfItIsTheLoopback() throws UsageException {
        ContainerSettings settings =
                read(
                        ClusterRole.TASKMANAGER,
                        "jobmanager.rpc.address: 127.0.0.1\ntaskmanager.bind-host: 127.0.0.1",
                        TWO_GIB);

        assertThat(settings.all().get(JobManagerOptions.ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(settings.all().get(TaskManagerOptions.BIND_HOST)).isEqualTo("127.0.0.1");
    }

    @Test
    void jobManagerIsReachedByTheNameOfItsContainerUnlessToldOtherwise() throws Exception {
        ContainerSettings settings = read(ClusterRole.JOBMANAGER, null, TWO_GIB);

        assertThat(settings.all().get(JobManagerOptions.ADDRESS))
                .isEqualTo(InetAddress.getLocalHost().getHostName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "parallelism.default: 4"})
    void taskManagerThatKnowsNoJobManagerIsRefused(String properties) {
        assertThatThrownBy(() -> read(ClusterRole.TASKMANAGER, properties, TWO_GIB))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("the address of the JobManager is missing")
                .hasMessageContaining("FLINK_PROPERTIES");
    }

    @Test
    void memoryFollowsTheLimit() throws UsageException {
        ContainerSettings settings = read(ClusterRole.TASKMANAGER, JOB_MANAGER, TWO_GIB);

        assertThat(settings.all().get(TaskManagerOptions.TOTAL_PROCESS_MEMORY))
                .isEqualTo(new MemorySize((2L << 30) - ContainerSettings.STARTER_BYTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "taskmanager.memory.process.size: 700m",
                "taskmanager.memory.flink.size: 700m",
                "taskmanager.memory.task.heap.size: 700m"
            })
    void sizeThatIsGivenIsKept(String size) throws UsageException {
        ContainerSettings settings =
                read(ClusterRole.TASKMANAGER, JOB_MANAGER + "\n" + size, TWO_GIB);

        String[] setting = size.split(": ");
        assertThat(settings.all().toMap()).containsEntry(setting[0], setting[1]);
        assertThat(settings.changes().values()).noneMatch(value -> value.contains("1952"));
    }

    @Test
    void withoutALimitTheFileSaysHowMuchMemoryThereIs() throws UsageException {
        ContainerSettings settings =
                read(ClusterRole.JOBMANAGER, JOB_MANAGER, OptionalLong.empty());

        assertThat(settings.all().get(JobManagerOptions.TOTAL_PROCESS_MEMORY))
                .isEqualTo(MemorySize.parse("1600m"));
    }

    @Test
    void propertyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read(ClusterRole.JOBMANAGER, "parallelism.default=4", TWO_GIB))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("FLINK_PROPERTIES 'parallelism.default=4' is not KEY: VALUE");
    }

    private static ContainerSettings read(ClusterRole role, String properties, OptionalLong limit)
            throws UsageException {
        return ContainerSettings.read(role, FLINK_CONF, properties, Map.of(), limit);
    }
}
