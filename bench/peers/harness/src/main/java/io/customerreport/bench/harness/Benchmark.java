package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All races of one call of {@code bench/run}: one over the large log, and two that mostly start.
 */
final class Benchmark {

    private static final long[] SMALL_LOGS = {1, 200_000};

    private final Workspace workspace;
    private final ProcessRunner runner;
    private final PaymentLogs generator;
    private final Rounds rounds;
    private final BenchmarkReport report = new BenchmarkReport();

    Benchmark(Workspace workspace, ProcessRunner runner, LogShape shape, Rounds rounds) {
        this.workspace = workspace;
        this.runner = runner;
        this.rounds = rounds;
        generator = new PaymentLogs(workspace, runner, shape);
    }

    /**
     * @return whether every peer could take part and gave answers
     * @throws FailedRunException if customer-report itself fails
     */
    boolean run(Map<String, Peer> peers, long events)
            throws IOException, InterruptedException, FailedRunException {
        report.addMachine(Machine.facts(workspace.root().resolve("customer-report")));
        List<Contender> contenders = prepare(peers);
        boolean complete = contenders.size() == peers.size() + 1;

        RaceResult large = race(contenders, events);
        report.addLarge(large);
        complete &= !large.hasFailures();

        List<Contender> starters =
                contenders.stream()
                        .filter(c -> c == contenders.get(0) || c.name().startsWith(Peers.DUCKDB))
                        .toList();
        for (long lines : SMALL_LOGS) {
            RaceResult small = race(starters, lines);
            report.addSmall(small);
            complete &= !small.hasFailures();
        }
        return complete;
    }

    String report() {
        return report.toString();
    }

    private List<Contender> prepare(Map<String, Peer> peers)
            throws IOException, InterruptedException, FailedRunException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Launcher().prepare(workspace, runner));
        for (Map.Entry<String, Peer> peer : peers.entrySet()) {
            try {
                contenders.add(peer.getValue().prepare(workspace, runner));
            } catch (FailedRunException e) {
                System.err.printf("%s is left out: %s%n", peer.getKey(), e.getMessage());
            }
        }
        return contenders;
    }

    private RaceResult race(List<Contender> contenders, long events)
            throws IOException, InterruptedException, FailedRunException {
        Logs logs = Logs.generate(generator, events, contenders);
        return new Race(workspace, runner, rates(), System.err, logs).run(contenders, rounds);
    }

    private Map<String, Double> rates() throws IOException {
        Path file = workspace.root().resolve("examples/rates.json");
        JsonNode object = JsonMapper.builder().build().readTree(Files.readString(file));
        Map<String, Double> rates = new TreeMap<>();
        object.properties()
                .forEach(rate -> rates.put(rate.getKey(), rate.getValue().doubleValue()));
        return rates;
    }
}
