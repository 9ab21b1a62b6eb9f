package io.customerreport.operations;

import static io.customerreport.testing.operations.ConfigurationFiles.at;
import static io.customerreport.testing.operations.ConfigurationFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.operations.ConfigurationFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be said of docker-compose.yml, and of what it mounts, without a Docker engine. */
class ComposeFileTest {

    private static final String DEFAULT_OF_A_VARIABLE = "\\$\\{\\w+:-([^}]*)}";

    private static final List<String> OWN =
            List.of("jobmanager", "taskmanager", "zookeeper", "flink");

    private Map<?, ?> file;
    private Map<String, Object> services;

    @BeforeEach
    void readFile() throws IOException {
        file = read("docker-compose.yml");
        services = new LinkedHashMap<>();
        ((Map<?, ?>) file.get("services"))
                .forEach(
                        (name, service) ->
                                services.put((String) name, merged((Map<?, ?>) service)));
    }

    @Test
    void whatIsMountedExists() {
        for (String source : mounts().keySet()) {
            if (source.startsWith("./")) {
                assertThat(Path.of(source)).exists();
            } else {
                assertThat(((Map<?, ?>) file.get("volumes")).containsKey(source))
                        .as(source)
                        .isTrue();
            }
        }
        assertThat(mounts()).containsKeys("./examples", "output", "checkpoints");
    }

    @Test
    void portsAreOpenToThisMachineOnly() {
        List<String> ports = new ArrayList<>();
        services.values().forEach(service -> ports.addAll(strings(at(service, "ports"))));

        assertThat(ports).hasSize(3).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void imagesAreTheProjectsOwnOrOfficialAndOfOneVersion() {
        services.forEach(
                (name, service) -> {
                    String image = (String) at(service, "image");
                    if (OWN.contains(name)) {
                        assertThat(image).isEqualTo("${CUSTOMER_REPORT_IMAGE:-customer-report}");
                        assertThat(at(service, "build")).isEqualTo(".");
                    } else {
                        assertThat(image)
                                .matches(
                                        "(prom/prometheus|grafana/grafana|postgres):v?\\d+(\\.\\d+)+");
                    }
                });
    }

    @Test
    void whatOutlivesItsStartIsWatchedAndStartedAgain() {
        services.forEach(
                (name, service) -> {
                    if (!name.equals("flink")) {
                        assertThat(at(service, "healthcheck", "test")).as(name).isNotNull();
                        // The JobManager ends with its job.
                        assertThat(at(service, "restart"))
                                .as(name)
                                .isEqualTo(
                                        name.equals("jobmanager")
                                                ? "on-failure"
                                                : "unless-stopped");
                    }
                });
    }

    @Test
    void onlyTheClusterIsStartedUnlessAProfileIsAskedFor() {
        services.forEach(
                (name, service) ->
                        assertThat(at(service, "profiles") == null)
                                .as(name)
                                .isEqualTo(
                                        List.of("jobmanager", "taskmanager", "zookeeper")
                                                .contains(name)));
        assertThat(at(services.get("taskmanager"), "deploy", "replicas")).isEqualTo(2);
    }

    @Test
    void containersDifferFromFlinkConfInPlacesMetricsAndFailoverOnly() {
        Map<String, String> here = flinkProperties();

        List<String> expected =
                new ArrayList<>(
                        List.of(
                                "jobmanager.rpc.address",
                                "metrics.reporters",
                                "high-availability.type",
                                "high-availability.zookeeper.quorum",
                                "high-availability.storageDir"));
        ConfigurationFiles.flinkConf()
                .forEach(
                        (key, value) -> {
                            if (value.startsWith("file:///tmp")) {
                                expected.add(key);
                            }
                        });

        assertThat(here).containsOnlyKeys(expected);
        assertThat(here.values()).noneMatch(value -> value.contains("127.0.0.1"));
        assertThat(services).containsKey(here.get("jobmanager.rpc.address"));
        assertThat(here.get("high-availability.zookeeper.quorum"))
                .isEqualTo("zookeeper:" + zooKeeper("clientPort"));
        assertThat(mounts().values())
                .anyMatch(place -> zooKeeper("dataDir").startsWith(place + "/"));
    }

    @Test
    void containersOfTheImageShareConfigurationAndFoldersAndMayWriteNowhereElse() {
        Object jobManager = services.get("jobmanager");

        for (String name : OWN) {
            Object service = services.get(name);
            for (String key : List.of("image", "environment", "volumes", "tmpfs", "cap_drop")) {
                assertThat(at(service, key)).as(name).isEqualTo(at(jobManager, key));
            }
            assertThat(at(service, "read_only")).as(name).isEqualTo(true);
        }
        assertThat(at(services.get("taskmanager"), "ports")).isNull();
    }

    @Test
    void healthIsAskedForByTheCommandOfTheImage() throws IOException {
        for (String name : List.of("jobmanager", "taskmanager", "zookeeper")) {
            assertThat(strings(at(services.get(name), "healthcheck", "test")))
                    .as(name)
                    .startsWith("CMD", DockerfileTest.entryPoint(), "health");
        }
        assertThat(at(services.get("jobmanager"), "healthcheck", "test").toString())
                .contains(":" + ConfigurationFiles.flinkConf().get("rest.port") + "/");
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

    /** YAML 1.2, which the reader knows, has no merge keys, and Compose has. */
    private static Map<?, ?> merged(Map<?, ?> service) {
        Map<Object, Object> merged = new LinkedHashMap<>();
        if (service.get("<<") instanceof Map<?, ?> shared) {
            merged.putAll(shared);
        }
        merged.putAll(service);
        return merged;
    }

    private Map<String, String> flinkProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        String lines = (String) at(services.get("jobmanager"), "environment", "FLINK_PROPERTIES");
        lines.lines()
                .map(line -> line.split(": ", 2))
                .forEach(entry -> properties.put(entry[0], entry[1]));
        return properties;
    }

    private static String zooKeeper(String key) {
        try {
            return Files.readAllLines(Path.of("flink-conf/zoo.cfg")).stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> strings(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
