package io.customerreport.operations;

import static io.customerreport.testing.operations.ConfigurationFiles.at;
import static io.customerreport.testing.operations.ConfigurationFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.container.ApplicationJob;
import io.customerreport.testing.operations.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in kubernetes/ keeps to flink-conf, to the image and to this job. */
class KubernetesExampleTest {

    /** What the operator sets itself, from spec.jobManager, spec.taskManager and spec.job. */
    private static final String SET_BY_THE_OPERATOR =
            "(jobmanager|rest|web|parallelism)\\..*"
                    + "|taskmanager\\.(bind-host|host|memory\\.process\\.size)";

    private static final List<String> DIFFERENT_THERE =
            List.of(
                    "metrics.reporters",
                    "execution.checkpointing.dir",
                    "execution.checkpointing.savepoint-dir");

    private Map<?, ?> spec;

    @BeforeEach
    void readFile() throws IOException {
        spec = (Map<?, ?>) read("kubernetes/customer-report.yaml").get("spec");
    }

    @Test
    void settingsAreThoseOfFlinkConf() {
        Map<String, String> expected = new LinkedHashMap<>(ConfigurationFiles.flinkConf());
        expected.keySet().removeIf(key -> key.matches(SET_BY_THE_OPERATOR));
        DIFFERENT_THERE.forEach(expected::remove);
        Map<String, String> settings = settings();

        assertThat(settings).containsKeys(DIFFERENT_THERE.toArray(String[]::new));
        DIFFERENT_THERE.forEach(settings::remove);
        settings.keySet()
                .removeIf(
                        key ->
                                key.startsWith("high-availability.")
                                        || key.startsWith("kubernetes."));

        assertThat(settings).isEqualTo(expected);
    }

    @Test
    void logsAreThoseOfFlinkConf() throws IOException {
        assertThat(at(spec, "logConfiguration", "log4j-console.properties"))
                .isEqualTo(Files.readString(Path.of("flink-conf/log4j-console.properties")));
    }

    @Test
    void upgradesGoThroughASavepointAndJobManagersMayFail() {
        assertThat(at(spec, "job", "upgradeMode")).isEqualTo("savepoint");
        assertThat(settings())
                .containsEntry("high-availability.type", "kubernetes")
                .containsKey("high-availability.storageDir");
    }

    @Test
    void operatorStartsTheCommandOfTheImageWhichHasTheJobOnItsClassPath() throws IOException {
        assertThat(at(spec, "mode")).isEqualTo("standalone");
        assertThat(settings())
                .containsEntry("kubernetes.entry.path", DockerfileTest.entryPoint())
                .containsEntry("kubernetes.flink.conf.dir", DockerfileTest.targetOf("flink-conf"));
        assertThat(at(spec, "job", "jarURI")).isNull();
        assertThat(at(spec, "job", "entryClass")).isEqualTo(ApplicationJob.class.getName());
    }

    @Test
    void everyNightTheImageRunsTheScript() throws IOException {
        Object job = at(read("kubernetes/daily.yaml"), "spec");
        Object pod = at(job, "jobTemplate", "spec", "template", "spec");
        Object container = ((List<?>) at(pod, "containers")).get(0);
        Object command = ((List<?>) at(container, "env")).get(0);

        assertThat(at(job, "concurrencyPolicy")).isEqualTo("Forbid");
        assertThat(at(container, "image")).isEqualTo(at(spec, "image"));
        assertThat((List<?>) at(container, "command"))
                .map(Object::toString)
                .contains(DockerfileTest.targetOf("examples/daily") + "daily");
        assertThat(at(command, "name")).isEqualTo("CUSTOMER_REPORT_COMMAND");
        assertThat(at(command, "value")).isEqualTo(DockerfileTest.entryPoint());
        assertThat(
                        at(pod, "securityContext", "runAsUser")
                                + ":"
                                + at(pod, "securityContext", "runAsGroup"))
                .isEqualTo(DockerfileTest.user());
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
    }

    @Test
    void parallelismFillsWholeTaskManagers() {
        int slots = Integer.parseInt(settings().get("taskmanager.numberOfTaskSlots"));

        assertThat((Integer) at(spec, "job", "parallelism") % slots).isZero();
        assertThat(at(spec, "taskManager", "resource", "cpu")).isEqualTo(slots);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        ((Map<?, ?>) spec.get("flinkConfiguration"))
                .forEach((key, value) -> settings.put((String) key, (String) value));
        return settings;
    }
}
