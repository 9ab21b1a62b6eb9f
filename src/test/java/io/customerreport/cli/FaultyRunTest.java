package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.CustomerReportJob;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.faults.Faults;
import io.customerreport.testing.input.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whichever operation on a file goes wrong, the result of a run is right, or the run fails with an
 * error that names a path of it, and leaves nothing.
 */
class FaultyRunTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2);

    @TempDir Path folder;
    private final Faults faults = new Faults();
    private Path input;
    private List<String> reports;
    private List<String> rejects;
    private long operations;

    /**
     * What a run left.
     *
     * @param failure null if there was none
     */
    private record Outcome(Path folder, Exception failure) {}

    @BeforeEach
    void runWithoutFaults() throws Exception {
        input = Files.createDirectory(folder.resolve("logs"));
        Files.copy(Golden.input("basic"), input.resolve("basic.ndjson"));
        Outcome undisturbed = run(Faults.Kind.FAIL, 0);
        operations = faults.operations();
        assertThat(undisturbed.failure()).isNull();
        reports = rows(undisturbed.folder().resolve("reports"));
        rejects = rows(undisturbed.folder().resolve("rejects"));
        assertThat(reports).isNotEmpty();
        assertThat(rejects).isNotEmpty();
        assertThat(operations).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void resultIsRightOrThereIsNone(Faults.Kind fault) throws Exception {
        List<String> struck = new ArrayList<>();
        for (long number = 1; number <= operations; number++) {
            Outcome outcome = run(fault, number);

            if (faults.struck() != null) {
                struck.add(faults.struck());
            }
            String what = "%s of operation %d, %s".formatted(fault, number, faults.struck());
            if (outcome.failure() == null) {
                assertThat(rows(outcome.folder().resolve("reports"))).as(what).isEqualTo(reports);
                assertThat(rows(outcome.folder().resolve("rejects"))).as(what).isEqualTo(rejects);
                assertThat(outcome.folder().resolve("reports/_SUCCESS")).as(what).exists();
            } else {
                assertThat(fault).as(what).isIn(Faults.Kind.FAIL, Faults.Kind.FILL_DISK);
                assertThat(FailureMessage.of(outcome.failure()))
                        .as(what)
                        .containsPattern("logs|" + outcome.folder().getFileName());
                assertThat(outcome.folder()).as(what).isEmptyDirectory();
            }
        }
        assertThat(struck)
                .extracting(operation -> operation.replaceFirst(" .*", ""))
                .contains("stat", "list", "open", "read", "create", "write", "flush", "commit");
    }

    private Outcome run(Faults.Kind fault, long number) throws Exception {
        Path output = Files.createTempDirectory(folder, "out-" + number + "-");
        faults.arm(fault, number);
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try {
            SubmittedMain.run(
                    new String[] {
                        "--input", faults.root() + input,
                        "--output", faults.root() + output.resolve("reports"),
                        "--rejects", faults.root() + output.resolve("rejects"),
                        "--now", Long.toString(Golden.NOW_TS),
                        "--parallelism", "2"
                    },
                    CustomerReportJob::prepare,
                    new Console(nowhere, nowhere));
            return new Outcome(output, null);
        } catch (Exception e) {
            return new Outcome(output, e);
        }
    }

    private static List<String> rows(Path folder) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
