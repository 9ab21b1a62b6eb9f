package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.util.ArrayList;
import java.util.List;

/** Flink used in the two ordinary ways, on an embedded cluster like customer-report's own. */
enum FlinkJob implements Peer {
    DATA_STREAM(
            "flink-datastream",
            "DataStream job",
            "DataStreamReports",
            "sums depend on the order of the events; bytes that are not UTF-8 are replaced; a line"
                    + " whose amount is not a number is lost, not counted as 0; lost lines are not"
                    + " counted"),
    SQL(
            "flink-sql",
            "SQL",
            "SqlReports",
            "sums depend on the order of the events; the first of two objects in a line, both of"
                    + " an array of two, and raw control characters are accepted; NaN is not a number;"
                    + " days are a list, in no order; lost lines are not counted");

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:+UseParallelGC",
                    "-XX:MaxRAMPercentage=50",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final String peer;
    private final String api;
    private final String main;
    private final String departures;

    FlinkJob(String peer, String api, String main, String departures) {
        this.peer = peer;
        this.api = api;
        this.main = main;
        this.departures = departures;
    }

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner) {
        return new Contender(
                peer,
                "Flink " + Versions.of("flink") + " " + api,
                Pace.SLOW,
                Input.LOG_WITH_REJECTS,
                Output.REPORTS,
                departures,
                arguments -> command(workspace, arguments));
    }

    private List<String> command(Workspace workspace, PeerArguments arguments) {
        List<String> command = new ArrayList<>();
        command.add(Workspace.java());
        command.addAll(JVM_OPTIONS);
        command.addAll(
                List.of(
                        "-cp",
                        workspace.classPath("flink"),
                        "io.customerreport.bench.flink." + main));
        command.addAll(arguments.toList());
        return command;
    }
}
