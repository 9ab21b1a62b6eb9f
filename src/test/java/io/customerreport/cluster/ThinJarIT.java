package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.job.Summation;
import io.customerreport.testing.cluster.ClusterExtension;
import io.customerreport.testing.cluster.RunResult;
import io.customerreport.testing.input.Golden;
import io.customerreport.testing.process.ChildProcess;
import io.customerreport.testing.process.StartedProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The jar for a cluster that has the job's classes in its {@code lib/}. */
@Timeout(300)
class ThinJarIT {

    private static final Path THIN = Path.of("target/customer-report-thin.jar").toAbsolutePath();

    @RegisterExtension
    static final ClusterExtension EXTENSION = new ClusterExtension(Map.of(), "--taskmanagers", "1");

    @RegisterExtension final StartedProcesses processes = new StartedProcesses();

    @TempDir Path folder;

    @Test
    void thinJarRunsTheClassesOfTheLibrary() throws Exception {
        Path reports = folder.resolve("reports");

        ChildProcess run = flinkRun(THIN, reports);

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(Golden.reports(RunResult.read(reports, null).reports()))
                .isEqualTo(Golden.expectedReports("basic", Summation.EXACT));
    }

    @Test
    void thinJarOfAnotherVersionIsRefusedWithBoth() throws Exception {
        Path other = folder.resolve("other-customer-report-thin.jar");
        String version = copyAsVersion("0.9", other);

        ChildProcess run = flinkRun(other, folder.resolve("reports"));

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "customer-report: error: this thin jar is of version 0.9, and customer-report.jar"
                                + " in Flink's lib/ of version %s: submit the one that belongs to it\n"
                                        .formatted(version));
    }

    @Test
    void clusterWithoutTheLibraryIsNamed() throws Exception {
        ChildProcess run =
                processes.add(
                        ChildProcess.start(
                                folder,
                                Map.of(
                                        "FLINK_CONF_DIR",
                                        EXTENSION.cluster().folder().resolve("conf").toString()),
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin/java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                                        "-Dlog4j.configurationFile="
                                                + Path.of("flink-conf/log4j-cli.properties")
                                                        .toUri(),
                                        "-Dlog.file=" + folder.resolve("client.log"),
                                        "-cp",
                                        Path.of("target/lib").toAbsolutePath() + "/*",
                                        "org.apache.flink.client.cli.CliFrontend",
                                        "run",
                                        THIN.toString(),
                                        "--version")));

        assertThat(run.exitStatus()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "customer-report: error: Flink's lib/ lacks customer-report.jar, which this thin jar needs");
    }

    private ChildProcess flinkRun(Path jar, Path reports) throws IOException {
        return processes.add(
                EXTENSION
                        .cluster()
                        .run(
                                List.of(),
                                jar,
                                "--input",
                                Golden.input("basic").toAbsolutePath().toString(),
                                "--output",
                                reports.toString(),
                                "--fx-rates",
                                Golden.ratesAsText(),
                                "--now",
                                Long.toString(Golden.NOW_TS)));
    }

    /** Returns the version of the original. */
    private static String copyAsVersion(String version, Path copy) throws IOException {
        try (JarFile thin = new JarFile(THIN.toFile());
                OutputStream out = Files.newOutputStream(copy)) {
            Manifest manifest = thin.getManifest();
            String before =
                    (String) manifest.getMainAttributes().put(Name.IMPLEMENTATION_VERSION, version);
            try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
                for (var entry :
                        thin.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                    jar.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = thin.getInputStream(entry)) {
                        in.transferTo(jar);
                    }
                }
            }
            return before;
        }
    }
}
