package io.customerreport.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoleCommandTest {

    @Test
    void jobManagerWithOptionsOfTheJobRunsThatAlone() throws UsageException {
        RoleCommand command =
                command(
                        ClusterRole.JOBMANAGER,
                        "-D",
                        "parallelism.default=4",
                        "--input",
                        "/in",
                        "-D",
                        "is=the job's");

        assertThat(command.mainClass()).endsWith(".StandaloneApplicationClusterEntryPoint");
        assertThat(command.arguments())
                .containsSequence("-D", "parallelism.default=4")
                .endsWith(
                        "--job-classname",
                        ApplicationJob.class.getName(),
                        "--",
                        "--input",
                        "/in",
                        "-D",
                        "is=the job's");
    }

    @Test
    void jobManagerWithoutThemTakesJobs() throws UsageException {
        RoleCommand command = command(ClusterRole.JOBMANAGER, "-Dparallelism.default=4");

        assertThat(command.mainClass()).endsWith(".StandaloneSessionClusterEntrypoint");
        assertThat(command.arguments()).doesNotContain("--job-classname");
    }

    /** CmdStandaloneJobManagerDecorator of the Flink Kubernetes operator puts them so. */
    @Test
    void wordsOfTheKubernetesOperatorAreUnderstood() throws UsageException {
        RoleCommand command =
                command(
                        ClusterRole.STANDALONE_JOB,
                        "--job-classname",
                        "io.customerreport.cli.SubmittedMain",
                        "--allowNonRestoredState",
                        "--fromSavepoint",
                        "s3://reports/savepoints/1",
                        "-D",
                        "jobmanager.rpc.address=10.0.0.7",
                        "--input",
                        "s3://logs");

        assertThat(command.arguments())
                .containsSequence("-D", "jobmanager.rpc.address=10.0.0.7")
                .endsWith(
                        "--job-classname",
                        "io.customerreport.cli.SubmittedMain",
                        "--allowNonRestoredState",
                        "--fromSavepoint",
                        "s3://reports/savepoints/1",
                        "--",
                        "--input",
                        "s3://logs");
    }

    @Test
    void taskManagerHasTheMemoryAndTheCompilersOptionsOfItsSettings() throws UsageException {
        RoleCommand command =
                command(ClusterRole.TASKMANAGER, "-Djobmanager.rpc.address=jobmanager");

        assertThat(command.options())
                .anyMatch(option -> option.startsWith("-Xmx"))
                .anyMatch(option -> option.startsWith("-XX:MaxDirectMemorySize="))
                .contains("-XX:CompileCommand=quiet");
        assertThat(command.arguments())
                .anyMatch(word -> word.startsWith("taskmanager.memory.managed.size="));
    }

    @Test
    void clientGetsTheSettingsAfterItsAction() throws UsageException {
        RoleCommand command =
                command(
                        ClusterRole.FLINK,
                        "-Djobmanager.rpc.address=jobmanager",
                        "run",
                        "customer-report.jar",
                        "--input",
                        "/in");

        assertThat(command.arguments())
                .startsWith("run")
                .contains("-Drest.address=jobmanager")
                .endsWith("customer-report.jar", "--input", "/in");
    }

    @Test
    void settingThatIsNoneIsRefused() {
        assertThatThrownBy(() -> command(ClusterRole.JOBMANAGER, "-D", "parallelism"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("-D 'parallelism' is not KEY=VALUE");
        assertThatThrownBy(() -> command(ClusterRole.JOBMANAGER, "-D"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no value after -D");
    }

    private static RoleCommand command(ClusterRole role, String... words) throws UsageException {
        RoleWords given = RoleWords.read(List.of(words));
        return RoleCommand.of(
                role,
                ContainerSettings.read(
                        role,
                        Path.of("flink-conf"),
                        null,
                        given.settings(),
                        OptionalLong.of(2L << 30)),
                given);
    }
}
