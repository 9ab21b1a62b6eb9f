package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.customerreport.cli.console.ExitStatus;
import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive that {@code mvn package} makes, unpacked where there are neither sources nor Maven.
 */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class ArchiveIT {

    private static final String FIRST_COMMAND =
            "./customer-report --input examples/payments.ndjson --output ";

    @TempDir Path folder;
    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        ChildProcess tar =
                ChildProcess.start(
                        folder,
                        Map.of(),
                        List.of("tar", "-xzf", archive().toAbsolutePath().toString()));
        assertThat(tar.exitStatus()).as(tar.err()).isZero();
        try (Stream<Path> entries = Files.list(folder)) {
            home = entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void firstCommandOfTheReadmeWorks() throws Exception {
        assertThat(Files.readString(home.resolve("README.md"))).contains(FIRST_COMMAND + "report");

        ChildProcess run = run("report");

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(home.resolve("report/_SUCCESS")).exists();
        assertThat(home.resolve("classes-" + Runtime.version().feature() + ".jsa")).exists();
    }

    @Test
    void itWorksFromAFolderThatMayOnlyBeRead() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));

        ChildProcess run = run(folder.resolve("report").toString());

        assertThat(run.exitStatus()).as(run.err()).isEqualTo(ExitStatus.FINISHED);
        assertThat(folder.resolve("report/_SUCCESS")).exists();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void itHoldsLicences() {
        assertThat(home.resolve("LICENSE")).hasSameTextualContentAs(Path.of("LICENSE"));
        assertThat(home.resolve("NOTICE")).hasSameTextualContentAs(Path.of("NOTICE"));
        assertThat(home.resolve("src")).doesNotExist();
    }

    @Test
    void itHoldsTheListOfWhatIsInIt() throws IOException {
        assumeThat(Boolean.getBoolean("maven.offline"))
                .as("the list is made from what Maven asks its repositories")
                .isFalse();
        assertThat(Files.readString(home.resolve("bom.json")))
                .contains("\"bomFormat\" : \"CycloneDX\"", "flink-streaming-java", "picocli")
                .doesNotContain("junit");
    }

    private ChildProcess run(String output) throws IOException {
        return ChildProcess.start(
                home,
                Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home")),
                List.of("bash", "-c", FIRST_COMMAND + output));
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
