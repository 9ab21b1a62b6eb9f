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
 * DuckDB through its JDBC driver: as the driver comes, and in a JVM that costs it as little as
 * possible (its library is unpacked beforehand, its classes come from an archive, and what little
 * Java runs stays with the quick compiler); the latter also with a statement that leaves out the
 * ids that are arrays or objects.
 */
final class DuckDb implements Peer {

    static final DuckDb AS_IT_COMES = new DuckDb(Peers.DUCKDB, "JDBC", false, false);
    static final DuckDb TUNED = new DuckDb(Peers.DUCKDB_TUNED, "JDBC, start tuned", true, false);
    static final DuckDb CHECKED =
            new DuckDb(Peers.DUCKDB_CHECKED, "JDBC, start tuned, ids checked", true, true);

    private static final String VERSION = Versions.of("duckdb");
    private static final String MAIN = "io.customerreport.bench.duckdb.DuckDbReports";
    private static final List<String> TUNED_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m");

    private final String name;
    private final String kind;
    private final boolean tuned;
    private final boolean checksIds;

    private DuckDb(String name, String kind, boolean tuned, boolean checksIds) {
        this.name = name;
        this.kind = kind;
        this.tuned = tuned;
        this.checksIds = checksIds;
    }

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        List<String> java = new ArrayList<>(tuned ? tunedJava(workspace, runner) : java(workspace));
        java.add(1, "-Dcheck-ids=" + checksIds);
        if (workspace.megabytes().isPresent()) {
            java.add(1, "-Dmemory-limit=" + workspace.megabytes().getAsInt() * 9 / 10 + "MB");
        }
        return new Contender(
                name,
                "DuckDB %s (%s)".formatted(VERSION, kind),
                Pace.QUICK,
                Input.LOG_WITH_REJECTS,
                Output.REPORTS,
                "sums depend on the order of the threads; days are in no order; a comma"
                        + " before a closing brace is accepted; the first of duplicate keys counts, and a fraction of a second is"
                        + " rounded; lost lines are not counted",
                arguments -> command(java, arguments));
    }

    private static List<String> java(Workspace workspace) {
        return List.of(
                Workspace.java(),
                "-cp",
                classPath(workspace, driverJar(workspace.peer("duckdb").resolve("target"))),
                MAIN);
    }

    private static List<String> tunedJava(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        Path folder = workspace.folder().resolve("duckdb-" + VERSION);
        Path target = workspace.peer("duckdb").resolve("target");
        Path driver = DuckDbDriver.unpack(driverJar(target), folder);
        List<String> program =
                List.of("-Djava.library.path=" + folder, "-cp", classPath(workspace, driver), MAIN);
        Path archive = folder.resolve("classes.jsa");
        archiveClasses(workspace, runner, program, archive);
        return tunedJava("-XX:SharedArchiveFile=" + archive, program);
    }

    /** By names of their own, since a class archive takes no wildcard. */
    private static String classPath(Workspace workspace, Path driver) {
        return workspace.peer("duckdb").resolve("target").resolve("duckdb.jar")
                + ":"
                + driver
                + ":"
                + workspace.peer("common").resolve("target").resolve("common.jar");
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
                command(tunedJava("-XX:ArchiveClassesAtExit=" + archive, program), arguments));
        AnswerFiles.delete(answer);
    }

    private static Path driverJar(Path target) {
        return target.resolve("lib").resolve("duckdb_jdbc-" + VERSION + ".jar");
    }

    private static List<String> tunedJava(String archive, List<String> program) {
        List<String> java = new ArrayList<>();
        java.add(Workspace.java());
        java.addAll(TUNED_OPTIONS);
        java.add(archive);
        java.addAll(program);
        return java;
    }

    private static List<String> command(List<String> java, PeerArguments arguments) {
        List<String> command = new ArrayList<>(java);
        command.addAll(arguments.toList());
        return command;
    }
}
