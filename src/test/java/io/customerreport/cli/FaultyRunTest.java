package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.CustomerReportJob;
import io.customerreport.kept.KeptState;
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
 * Whichever operation on a file goes wrong, the result of a run that starts from a base and keeps a
 * state is right, or the run fails with an error that names a path of it, and leaves nothing.
 */
class FaultyRunTest {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2);

    @TempDir Path folder;
    private final Faults faults = new Faults();
    private Path input;
    private Path base;
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
        Path earlier = Files.copy(Golden.input("basic"), input.resolve("earlier.ndjson"));
        base = run(Faults.Kind.FAIL, 0).folder().resolve("state");
        Files.delete(earlier);
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
        // Where nothing fails, every other operation will do.
        int step = fault == Faults.Kind.STALL || fault == Faults.Kind.SHORTEN ? 2 : 1;
        for (long number = 1; number <= operations; number += step) {
            Outcome outcome = run(fault, number);

            if (faults.struck() != null) {
                struck.add(faults.struck());
            }
            String what = "%s of operation %d, %s".formatted(fault, number, faults.struck());
            if (outcome.failure() == null) {
                assertThat(rows(outcome.folder().resolve("reports"))).as(what).isEqualTo(reports);
                assertThat(rows(outcome.folder().resolve("rejects"))).as(what).isEqualTo(rejects);
                assertThat(outcome.folder().resolve("reports/_SUCCESS")).as(what).exists();
                assertThat(rowsFrom(outcome.folder().resolve("state"), fault))
                        .as(what)
                        .isEqualTo(reports);
            } else {
                assertThat(fault).as(what).isIn(Faults.Kind.FAIL, Faults.Kind.FILL_DISK);
                assertThat(FailureMessage.of(outcome.failure()))
                        .as(what)
                        .containsPattern(
                                "logs|%s|%s"
                                        .formatted(
                                                outcome.folder().getFileName(),
                                                base.getParent().getFileName()));
                assertThat(outcome.folder()).as(what).isEmptyDirectory();
            }
        }
        assertThat(struck)
                .extracting(operation -> operation.replaceFirst(" .*", ""))
                .contains("stat", "list", "open", "read", "create", "write", "flush", "commit");
    }

    /** What a run without new lines reports of a state that was written in spite of a fault. */
    private List<String> rowsFrom(Path state, Faults.Kind fault) throws Exception {
        if (fault == Faults.Kind.STALL || fault == Faults.Kind.SHORTEN) {
            // Nothing went wrong when it was written, and a run takes its time.
            assertThat(state.resolve(KeptState.MANIFEST)).exists();
            return reports;
        }
        faults.arm(Faults.Kind.FAIL, 0);
        Path output = Files.createTempDirectory(folder, "from-");
        Path nothing = Files.createFile(output.resolve("nothing.ndjson"));
        run(
                "--input", nothing.toString(),
                "--output", output.resolve("reports").toString(),
                "--base", state.toString());
        return rows(output.resolve("reports"));
    }

    private Outcome run(Faults.Kind fault, long number) throws Exception {
        Path output = Files.createTempDirectory(folder, "out-" + number + "-");
        faults.arm(fault, number);
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "--input", faults.root() + input,
                                "--output", faults.root() + output.resolve("reports"),
                                "--rejects", faults.root() + output.resolve("rejects"),
                                "--keep-state", faults.root() + output.resolve("state"),
                                "--now", Long.toString(Golden.NOW_TS)));
        if (base != null) {
            args.addAll(List.of("--base", faults.root() + base));
        }
        try {
            run(args.toArray(new String[0]));
            return new Outcome(output, null);
        } catch (Exception e) {
            return new Outcome(output, e);
        }
    }

    private static void run(String... args) throws Exception {
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--parallelism", "2"));
        SubmittedMain.run(
                all.toArray(new String[0]),
                CustomerReportJob::prepare,
                new Console(nowhere, nowhere));
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
