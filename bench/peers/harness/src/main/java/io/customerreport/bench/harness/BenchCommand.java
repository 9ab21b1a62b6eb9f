package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code bench/run}. */
@Command(
        name = "bench/run",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Runs customer-report and other programs over the same generated log, as whole"
                        + " processes and in turn, checks that they answer alike, and prints what"
                        + " each took.")
public final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "Lines of the log; 5,000,000 are 1.4 GB (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Customers to draw from (default: ${DEFAULT-VALUE}).")
    private long customers;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "90",
            description = "Days that the log spans (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "1.1",
            description =
                    "Zipf exponent of the customers' activity; 0: all alike (default:"
                            + " ${DEFAULT-VALUE}).")
    private double skew;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            description =
                    "Hold customer-report and DuckDB to so many megabytes: the one runs in batch"
                            + " mode with three quarters of it as its heap, the other with nine"
                            + " tenths as its memory_limit (default: no limit).")
    private Integer memory;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs of each quick program (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--slow-rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs of each slow program (default: ${DEFAULT-VALUE}).")
    private int slowRounds;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description =
                    "What to compare with: duckdb, duckdb-tuned, duckdb-checked, clickhouse,"
                            + " flink-datastream, flink-sql, spark, polars,"
                            + " python, newlines (default: those of duckdb and flink, newlines; and"
                            + " python if --python-program is given). spark, polars and"
                            + " clickhouse are downloaded when they are first asked for.")
    private List<String> peers;

    @Option(
            names = "--python-program",
            paramLabel = "FILE",
            description =
                    "A Python script with the function compute_customer_report(ndjson_lines,"
                            + " fx_rates, allowed_event_types, now_ts).")
    private Path pythonProgram;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where logs and answers are kept (default: bench/target).")
    private Path folder;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write the tables there.")
    private Path markdown;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Longest time for any one process (default: ${DEFAULT-VALUE}).")
    private long limitSeconds;

    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    private boolean help;

    @Spec private CommandSpec spec;

    /** The script hands over the root of the project as a system property. */
    public static void main(String... args) {
        CommandLine command = new CommandLine(new BenchCommand());
        command.setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                    if (failure instanceof FailedRunException) {
                        System.err.println("bench/run: error: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, FailedRunException {
        Path root = Path.of(System.getProperty("bench.root"));
        Workspace workspace =
                new Workspace(
                        root, folder == null ? root.resolve("bench/target") : folder, limit());
        Files.createDirectories(workspace.folder());
        ProcessRunner runner =
                new ProcessRunner(workspace.folder(), Duration.ofSeconds(limitSeconds));
        Benchmark benchmark =
                new Benchmark(
                        workspace,
                        runner,
                        new LogShape(customers, days, skew),
                        new Rounds(rounds, slowRounds));

        boolean complete = benchmark.run(chosenPeers(), events);

        String report = benchmark.report();
        System.out.print(report);
        if (markdown != null) {
            Files.writeString(markdown, report);
        }
        return complete ? 0 : 1;
    }

    private OptionalInt limit() {
        return memory == null ? OptionalInt.empty() : OptionalInt.of(memory);
    }

    private Map<String, Peer> chosenPeers() {
        Map<String, Peer> all = Peers.byName(pythonProgram);
        List<String> names = new ArrayList<>(peers == null ? Peers.DEFAULT : peers);
        if (peers == null && pythonProgram != null) {
            names.add(Peers.PYTHON);
        }
        Map<String, Peer> chosen = new LinkedHashMap<>();
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--peers '%s' is none of %s"
                                .formatted(name, String.join(", ", all.keySet())));
            }
            chosen.put(name, all.get(name));
        }
        return chosen;
    }
}
