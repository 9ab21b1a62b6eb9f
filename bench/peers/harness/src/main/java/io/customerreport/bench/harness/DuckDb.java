package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DuckDB in a JVM that costs it as little as possible: its library is unpacked beforehand, its
 * classes come from an archive, and what little Java runs stays with the quick compiler.
 */
final class DuckDb implements Peer {

    private static final String VERSION = Versions.of("duckdb");
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m");

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        Path target = workspace.peer("duckdb").resolve("target");
        Path folder = workspace.folder().resolve("duckdb-" + VERSION);
        Path driver = DuckDbDriver.unpack(driverJar(target), folder);
        List<String> program =
                List.of(
                        "-Djava.library.path=" + folder,
                        "-cp",
                        target.resolve("duckdb.jar") + ":" + driver + ":" + commonJar(workspace),
                        "io.customerreport.bench.duckdb.DuckDbReports");
        Path archive = folder.resolve("classes.jsa");
        archiveClasses(workspace, runner, program, archive);
        return new Contender(
                Peers.DUCKDB,
                "DuckDB " + VERSION + " (JDBC)",
                Pace.QUICK,
                Input.LOG_WITH_REJECTS,
                Output.REPORTS,
                "sums depend on the order of the threads; a comma before a closing brace is taken;"
                        + " the first of duplicate keys counts, and a fraction of a second is"
                        + " rounded; lost lines are not counted",
                arguments -> command("-XX:SharedArchiveFile=" + archive, program, arguments));
    }

    private static void archiveClasses(
            Workspace workspace, ProcessRunner runner, List<String> program, Path archive)
            throws IOException, InterruptedException, FailedRunException {
        Path answer = archive.resolveSibling("preparation");
        PeerArguments arguments =
                new PeerArguments(
                        workspace.root().resolve("examples/payments.ndjson"),
                        answer,
                        Map.of("USD", 1.0),
                        PaymentLogs.NOW);
        Files.deleteIfExists(archive);
        runner.run(
                "duckdb-preparation",
                command("-XX:ArchiveClassesAtExit=" + archive, program, arguments));
        AnswerFiles.delete(answer);
    }

    private static Path driverJar(Path target) {
        return target.resolve("lib").resolve("duckdb_jdbc-" + VERSION + ".jar");
    }

    /** By its own name, since a class archive takes no wildcard. */
    private static Path commonJar(Workspace workspace) {
        return workspace.peer("common").resolve("target").resolve("common.jar");
    }

    private static List<String> command(
            String archive, List<String> program, PeerArguments arguments) {
        List<String> command = new ArrayList<>();
        command.add(Workspace.java());
        command.addAll(JVM_OPTIONS);
        command.add(archive);
        command.addAll(program);
        command.addAll(arguments.toList());
        return command;
    }
}
