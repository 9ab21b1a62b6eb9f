package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Spark's SQL on this machine's cores; built only when asked for, since its jars are large. */
final class Spark implements Peer {

    /** What Spark's own scripts open to it, as far as local runs need it. */
    private static final List<String> OPENED =
            List.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.security.action",
                    "sun.util.calendar");

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        // Maven finds out by itself whether there is anything to do.
        runner.run(
                "spark-build",
                List.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        workspace.root().resolve("bench/peers/pom.xml").toString(),
                        "-Pspark",
                        "-pl",
                        "common,spark",
                        "-DskipTests",
                        "-Dspotless.check.skip",
                        "package"));
        return new Contender(
                "spark",
                "Spark " + Versions.of("spark") + " SQL",
                Pace.SLOW,
                Input.LOG_WITH_REJECTS,
                Output.REPORTS,
                "sums depend on the order of the events; the first of two objects in a line, both of"
                        + " an array of two, and single quotes are accepted; numbers in quotes are"
                        + " not; lost lines are not counted",
                arguments -> command(workspace, arguments));
    }

    private static List<String> command(Workspace workspace, PeerArguments arguments) {
        List<String> command = new ArrayList<>();
        command.add(Workspace.java());
        command.add("-XX:+UseParallelGC");
        command.add("-XX:MaxRAMPercentage=50");
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(
                List.of(
                        "-cp",
                        workspace.classPath("spark"),
                        "io.customerreport.bench.spark.SparkReports"));
        command.addAll(arguments.toList());
        return command;
    }
}
