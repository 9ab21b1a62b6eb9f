package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs programs over a log in turn, A B C A B C, so that whatever else the machine does meets them
 * all alike, and checks every answer against that of customer-report.
 */
final class Race {

    private final Workspace workspace;
    private final ProcessRunner runner;
    private final Map<String, Double> rates;
    private final PrintStream progress;
    private final Logs logs;
    private final Map<Input, AnswerKey> keys = new EnumMap<>(Input.class);

    Race(
            Workspace workspace,
            ProcessRunner runner,
            Map<String, Double> rates,
            PrintStream progress,
            Logs logs) {
        this.workspace = workspace;
        this.runner = runner;
        this.rates = rates;
        this.progress = progress;
        this.logs = logs;
    }

    /**
     * @param contenders customer-report first
     * @throws FailedRunException if customer-report itself fails
     */
    RaceResult run(List<Contender> contenders, Rounds rounds)
            throws IOException, InterruptedException, FailedRunException {
        readKeys(contenders.get(0));
        List<Standing> standings =
                contenders.stream().map(c -> new Standing(c, logs.of(c))).toList();
        for (int round = 1; round <= rounds.most(); round++) {
            for (Standing standing : standings) {
                if (round <= rounds.of(standing.contender().pace()) && !standing.hasFailed()) {
                    run(standing, round);
                }
            }
        }
        int customers = keys.get(Input.LOG_WITH_REJECTS).customers();
        return new RaceResult(logs.byInput().get(Input.LOG_WITH_REJECTS), customers, standings);
    }

    /** Runs customer-report once over each log, without measuring, for what it answers. */
    private void readKeys(Contender reference)
            throws IOException, InterruptedException, FailedRunException {
        for (Map.Entry<Input, PaymentLog> log : logs.byInput().entrySet()) {
            log.getValue().warm();
            PeerArguments arguments = arguments("key", log.getValue());
            runner.run("key", reference.command().apply(arguments));
            try (Stream<ReportRow> rows = AnswerFiles.rows(arguments.answer())) {
                keys.put(log.getKey(), new AnswerKey(rows));
            }
            AnswerFiles.delete(arguments.answer());
        }
    }

    private void run(Standing standing, int round) throws IOException, InterruptedException {
        Contender contender = standing.contender();
        PeerArguments arguments = arguments(contender.name(), standing.log());
        try {
            Measurement measurement =
                    runner.run(contender.name(), contender.command().apply(arguments));
            standing.add(measurement, judge(contender, standing.log(), arguments.answer()));
            progress.printf(
                    "round %d  %-16s %6.2f s, %6.2f CPU s, %5.0f MB%n",
                    round,
                    contender.name(),
                    measurement.wallSeconds(),
                    measurement.cpuSeconds(),
                    measurement.peakBytes() / 1e6);
        } catch (FailedRunException e) {
            standing.fail(e.getMessage());
            progress.printf("round %d  %-16s %s%n", round, contender.name(), e.getMessage());
        }
        AnswerFiles.delete(arguments.answer());
    }

    private String judge(Contender contender, PaymentLog log, Path answer)
            throws IOException, FailedRunException {
        if (contender.output() == Output.LINE_COUNT) {
            long count = Long.parseLong(Files.readString(answer).strip());
            return count == log.lines() ? "lines only" : "%,d lines".formatted(count);
        }
        try (Stream<ReportRow> rows = AnswerFiles.rows(answer)) {
            return keys.get(contender.input()).check(rows).describe();
        } catch (RuntimeException e) {
            throw new FailedRunException("its answer cannot be read: " + e.getMessage());
        }
    }

    private PeerArguments arguments(String name, PaymentLog log) throws IOException {
        Path answer = workspace.answer(name);
        AnswerFiles.delete(answer);
        Files.createDirectories(answer.getParent());
        return new PeerArguments(log.file(), answer, rates, PaymentLogs.NOW);
    }
}
