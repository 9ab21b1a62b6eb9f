package io.customerreport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.generate.HostileLog;
import io.customerreport.kept.KeptState;
import io.customerreport.testing.TestCluster;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that start from what others have kept, against one run over all input. */
@Timeout(300)
final class ChainTest {

    private static final int SLOTS = 3;

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.withSlots(SLOTS, 64);

    @TempDir Path folder;

    private final long seed = Long.getLong("test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private int outputs;

    private record Finished(List<String> reports, RunSummary summary, Path state) {}

    @RepeatedTest(3)
    void anyDivisionIntoRunsGivesTheReportsOfOneRun() throws Exception {
        List<Path> files = files(random.nextInt(2, 13), 4_000);
        Finished one = run(files, null, "--parallelism", "2");
        Collections.shuffle(files, random);

        Finished last = null;
        List<Path> read = new ArrayList<>();
        for (int at = 0; at < files.size() || last == null; ) {
            int next = Math.min(files.size(), at + random.nextInt(0, 4));
            List<Path> more = new ArrayList<>(files.subList(at, next));
            // Some that were read before are named again.
            read.stream().filter(file -> random.nextInt(3) == 0).forEach(more::add);
            if (more.isEmpty()) {
                continue;
            }
            Path base = last == null ? null : last.state();
            last = run(more, base);
            if (random.nextInt(4) == 0) {
                // A repeated run, and the other one's state is forgotten.
                last = run(more, base);
            }
            read.addAll(files.subList(at, next));
            at = next;
        }

        assertThat(last.reports()).as("seed %d", seed).isEqualTo(one.reports());
        LineCounts whole = last.summary().whole().counts();
        assertThat(whole.lines()).isEqualTo(one.summary().counts().lines());
        assertThat(whole.accepted()).isEqualTo(one.summary().counts().accepted());
        assertThat(whole.rejected()).isEqualTo(one.summary().counts().rejected());
        assertThat(whole.bytes()).isEqualTo(one.summary().counts().bytes());
        assertThat(one.reports()).hasSizeGreaterThan(10);
    }

    @Test
    void dayThatIsRepeatedCountsOnce() throws Exception {
        List<Path> files = files(2, 1_000);
        Finished first = run(files.subList(0, 1), null);
        Finished second = run(files, first.state());

        Finished again = run(files, second.state());

        assertThat(again.reports()).isEqualTo(second.reports());
        assertThat(again.summary().counts().lines()).isZero();
        assertThat(again.summary().total().filesLeftOut()).isEqualTo(2);
    }

    @Test
    void baseIsNeverChanged() throws Exception {
        List<Path> files = files(2, 500);
        Finished first = run(files.subList(0, 1), null);
        List<String> before = contents(first.state());

        run(files, first.state());

        assertThat(contents(first.state())).isEqualTo(before);
    }

    @Test
    void fileThatWasRenamedIsStillTheOneThatWasRead() throws Exception {
        Path file = files(1, 500).get(0);
        Finished first = run(List.of(file), null);
        Path renamed = Files.move(file, folder.resolve("rotated-1"));

        Finished second = run(List.of(renamed), first.state());

        assertThat(second.reports()).isEqualTo(first.reports());
        assertThat(second.summary().total().filesLeftOut()).isOne();
    }

    @Test
    void fileThatHasChangedSinceIsRefusedByName() throws Exception {
        Path file = files(1, 500).get(0);
        Finished first = run(List.of(file), null);
        Files.writeString(file, "{\"event_id\":\"e\",\"customer_id\":\"c\",\"ts\":1}\n");

        assertThatThrownBy(() -> run(List.of(file), first.state()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'" + file + "' has changed since --base '" + first.state());
    }

    @Test
    void fileThatWasOnlyTouchedHasChanged() throws Exception {
        Path file = files(1, 500).get(0);
        Finished first = run(List.of(file), null);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThatThrownBy(() -> run(List.of(file), first.state()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("has changed since");
    }

    @Test
    void optionsThatShapeEventsAreThoseOfTheBase() throws Exception {
        List<Path> files = files(2, 200);
        Finished first = run(files.subList(0, 1), null, "--since", "2020-01-01");

        for (String[] other :
                new String[][] {
                    {},
                    {"--since", "2020-01-02"},
                    {"--since", "2020-01-01", "--until", "2030-01-01"},
                    {"--since", "2020-01-01", "--ts-unit", "ms"},
                    {"--since", "2020-01-01", "--amount-unit", "minor"},
                    {"--since", "2020-01-01", "--event-types", "checkout"},
                    {"--since", "2020-01-01", "--field", "ts=created"}
                }) {
            assertThatThrownBy(() -> run(files, first.state(), other))
                    .as(String.join(" ", other))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--base '" + first.state() + "' is of runs with");
        }
        run(files, first.state(), "--since", "2020-01-01", "--fx-rates", "EUR=2");
    }

    @Test
    void eachRunsEventsAreConvertedAtItsOwnRates() throws Exception {
        Path first = event("a", 10);
        Path second = event("b", 100);

        Finished before = run(List.of(first), null, "--fx-rates", "EUR=2");
        Finished after = run(List.of(second), before.state(), "--fx-rates", "EUR=3");

        assertThat(after.reports()).hasSize(1);
        assertThat(after.reports().get(0)).contains("\"total_spend_usd\":320.0");
    }

    /**
     * What version 1.0 kept of the golden log, before and after parts got key groups; written once,
     * and read by every later version.
     */
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.0-key-groups"})
    void stateOfAnEarlierVersionIsStartedFrom(String version) throws Exception {
        Path nothing = Files.createFile(folder.resolve("nothing.ndjson"));

        Finished finished =
                run(List.of(nothing), Path.of("src/test/resources/states").resolve(version));

        assertThat(Golden.reports(finished.reports()))
                .isEqualTo(Golden.expectedReports("hostile", Summation.EXACT));
        assertThat(finished.summary().whole().counts().lines())
                .isEqualTo(Golden.expectedCounts("hostile").get("lines"));
    }

    @Test
    void sequentialSumsAndContinuousRunsHaveNoChain() throws Exception {
        Path file = event("a", 1);

        assertThatThrownBy(() -> run(List.of(file), null, "--summation", "sequential"))
                .hasMessageContaining("needs exact sums");
        for (String option : List.of("--base", "--keep-state")) {
            assertThatThrownBy(
                            () ->
                                    new CommandLineParser(Clock.systemUTC())
                                            .parse(
                                                    "--input",
                                                    file.toString(),
                                                    "--output",
                                                    "o",
                                                    "--watch",
                                                    "1s",
                                                    option,
                                                    "s"))
                    .hasMessageContaining("and " + option + " 's' exclude each other");
        }
    }

    private Path event(String name, int amount) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".ndjson"),
                "{\"event_id\":\"e\",\"customer_id\":\"c\",\"ts\":1,\"amount\":%d,\"currency\":\"EUR\"}\n"
                        .formatted(amount));
    }

    /**
     * A hostile log in files of any length, some of them compressed, and never all of them empty.
     */
    private List<Path> files(int count, int lines) throws IOException {
        HostileLog log = new HostileLog(seed);
        List<Path> files = new ArrayList<>();
        int share = lines / count;
        int full = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int any = random.nextInt(5) == 0 ? 0 : random.nextInt(1, 2 * share);
            log.writeTo(bytes, i == full ? share : any);
            Compressed format =
                    Compressed.values()[random.nextInt(2 * Compressed.values().length) / 2];
            files.add(
                    Files.write(
                            folder.resolve("log-" + i + ".ndjson" + format.ending),
                            format.of(bytes.toByteArray())));
        }
        return files;
    }

    /** A run as the command would make it, with what decides nothing at random. */
    private Finished run(List<Path> files, Path base, String... more) throws Exception {
        String output = folder.resolve("out-" + outputs++).toString();
        Path state = Path.of(output + "-state");
        List<String> args = new ArrayList<>(List.of("--output", output));
        args.addAll(List.of("--keep-state", state.toString()));
        args.addAll(List.of("--max-rejects", "100%", "--now", "253402300799"));
        files.forEach(file -> args.addAll(List.of("--input", file.toString())));
        if (base != null) {
            args.addAll(List.of("--base", base.toString()));
        }
        args.addAll(Arrays.asList(more));
        JobOptions options =
                new CommandLineParser(Clock.systemUTC())
                        .parse(args.toArray(new String[0]))
                        .orElseThrow();
        PreparedJob job = CustomerReportJob.prepare(options);
        Configuration configuration = new Configuration();
        configuration.set(
                ExecutionOptions.RUNTIME_MODE,
                random.nextBoolean() ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(random.nextInt(1, SLOTS + 1));
        String run = UUID.randomUUID().toString().substring(0, 8);
        OutputPlaces places =
                new OutputPlaces(flink(Path.of(output)), null, null, flink(state), run);
        Files.createDirectories(state);
        Files.createDirectories(Path.of(output));
        job.build(env, places);
        JobExecutionResult result = env.execute("customer-report test");
        RunSummary summary =
                job.chain()
                        .extend(
                                RunSummary.of(
                                        new JobCounts(result.getAllAccumulatorResults()),
                                        Duration.ZERO));
        Files.writeString(
                state.resolve(KeptState.MANIFEST),
                job.chain().finish(flink(state), run, summary, "test"));
        return new Finished(rows(Path.of(output)), summary, state);
    }

    private static org.apache.flink.core.fs.Path flink(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri());
    }

    private static List<String> rows(Path output) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> parts = Files.list(output)) {
            for (Path part : parts.toList()) {
                rows.addAll(Files.readAllLines(part));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static List<String> contents(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            List<String> contents = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                contents.add(file.getFileName() + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
            return contents;
        }
    }
}
