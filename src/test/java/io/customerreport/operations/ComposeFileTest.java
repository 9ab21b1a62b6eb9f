package io.customerreport.operations;

import static io.customerreport.testing.operations.ConfigurationFiles.at;
import static io.customerreport.testing.operations.ConfigurationFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.operations.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be said of docker-compose.yml, and of what it mounts, without a Docker engine. */
class ComposeFileTest {

    private static final String DEFAULT_OF_A_VARIABLE = "\\$\\{\\w+:-([^}]*)}";

    private Map<?, ?> file;
    private Map<String, Object> services;

    @BeforeEach
    void readFile() throws IOException {
        file = read("docker-compose.yml");
        services = new LinkedHashMap<>();
        ((Map<?, ?>) file.get("services"))
                .forEach((name, service) -> services.put((String) name, service));
    }

    @Test
    void whatIsMountedExists() {
        for (String source : mounts().keySet()) {
            if (source.equals("./target/customer-report.jar")) {
                continue; // Built by the phase after the tests.
            }
            if (source.startsWith("./")) {
                assertThat(Path.of(source)).exists();
            } else {
                assertThat(((Map<?, ?>) file.get("volumes")).containsKey(source))
                        .as(source)
                        .isTrue();
            }
        }
        assertThat(mounts()).containsKeys("./flink-conf", "./examples", "output", "checkpoints");
    }

    @Test
    void portsAreOpenToThisMachineOnly() {
        List<String> ports = new ArrayList<>();
        services.values().forEach(service -> ports.addAll(strings(at(service, "ports"))));

        assertThat(ports).hasSize(3).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void imagesAreOfficialAndOfOneVersion() {
        String flink = "flink:" + EnvironmentInformation.getVersion() + "-java17";

        assertThat(services.values())
                .extracting(service -> (String) at(service, "image"))
                .allMatch(
                        image ->
                                image.equals(flink)
                                        || image.matches(
                                                "(prom/prometheus|grafana/grafana):v?\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void whatOutlivesItsStartIsWatchedAndStartedAgain() {
        services.forEach(
                (name, service) -> {
                    if (!name.equals("folders")) {
                        assertThat(at(service, "healthcheck", "test")).as(name).isNotNull();
                        assertThat(at(service, "restart")).as(name).isEqualTo("unless-stopped");
                    }
                });
    }

    @Test
    void containersDifferFromFlinkConfInAddressesFoldersAndMetricsOnly() {
        Map<String, String> here = flinkProperties();

        List<String> machineBound = new ArrayList<>(List.of("metrics.reporters"));
        ConfigurationFiles.flinkConf()
                .forEach(
                        (key, value) -> {
                            if (value.equals("127.0.0.1") || value.startsWith("file:///tmp")) {
                                machineBound.add(key);
                            }
                        });

        assertThat(here).containsOnlyKeys(machineBound);
        assertThat(here.values()).noneMatch(value -> value.contains("127.0.0.1"));
    }

    @Test
    void flinkServicesShareOneConfigurationAndTheirFolders() {
        Object jobManager = services.get("jobmanager");
        Object taskManager = services.get("taskmanager");

        for (String key : List.of("image", "environment", "volumes", "entrypoint")) {
            assertThat(at(taskManager, key)).isEqualTo(at(jobManager, key));
        }
        assertThat(at(taskManager, "ports")).isNull();
    }

    @Test
    void prometheusLooksAtThePortOfTheReporterOfBothServices() throws IOException {
        List<?> jobs = (List<?>) read("monitoring/prometheus/prometheus.yml").get("scrape_configs");
        Object names = ((List<?>) at(jobs.get(0), "dns_sd_configs")).get(0);
        String ports = ConfigurationFiles.flinkConf().get("metrics.reporter.prometheus.port");

        assertThat(jobs).hasSize(1);
        assertThat(ports).startsWith(at(names, "port") + "-");
        assertThat(services.keySet()).containsAll(strings(at(names, "names")));
        assertThat(at(services.get("taskmanager"), "healthcheck", "test").toString())
                .contains(":" + at(names, "port") + "/metrics");
    }

    @Test
    void grafanaFindsItsDashboardAndThatItsData() throws IOException {
        String provisioning = "monitoring/grafana/provisioning/";
        Object source =
                ((List<?>) read(provisioning + "datasources/prometheus.yml").get("datasources"))
                        .get(0);
        Object provider =
                ((List<?>) read(provisioning + "dashboards/customer-report.yml").get("providers"))
                        .get(0);
        Map<?, ?> dashboard = read("monitoring/grafana/dashboards/customer-report.json");

        assertThat(mounts())
                .containsEntry(
                        "./monitoring/grafana/dashboards",
                        (String) at(provider, "options", "path"));
        assertThat((String) at(source, "url")).isEqualTo("http://prometheus:9090");
        assertThat((List<?>) dashboard.get("panels"))
                .filteredOn(panel -> !at(panel, "type").equals("row"))
                .isNotEmpty()
                .allSatisfy(
                        panel ->
                                assertThat(at(panel, "datasource", "uid"))
                                        .isEqualTo(at(source, "uid")));
    }

    /** What all services mount: the sources, variables at their defaults, and where to. */
    private Map<String, String> mounts() {
        Map<String, String> mounts = new LinkedHashMap<>();
        for (Object service : services.values()) {
            for (String mount : strings(at(service, "volumes"))) {
                String[] parts = mount.replaceAll(DEFAULT_OF_A_VARIABLE, "$1").split(":");
                mounts.put(parts[0], parts[1]);
            }
        }
        return mounts;
    }

    private Map<String, String> flinkProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        String lines = (String) at(services.get("jobmanager"), "environment", "FLINK_PROPERTIES");
        lines.lines()
                .map(line -> line.split(": ", 2))
                .forEach(entry -> properties.put(entry[0], entry[1]));
        return properties;
    }

    private static List<String> strings(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
