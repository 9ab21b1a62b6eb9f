package io.customerreport.testing.cluster;

import io.customerreport.testing.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a base has not, and keeps a state; what counts are its reports and those of a run that
 * starts from this state.
 */
final class ChainedRun extends FaultyRun {

    private final Path folder;
    private final String log;

    /** Makes a base of a part of the log, by the name under which it will be found again. */
    static Path base(LocalCluster cluster, Path folder, String log) throws Exception {
        run(
                cluster,
                log,
                "--output",
                folder.resolve("reports").toString(),
                "--keep-state",
                folder.resolve("state").toString());
        return folder.resolve("state");
    }

    ChainedRun(LocalCluster cluster, Path folder, String log, Path base) throws Exception {
        super(
                cluster,
                folder,
                log,
                "--base",
                base.toString(),
                "--keep-state",
                folder.resolve("state").toString());
        this.folder = folder;
        this.log = log;
    }

    private static void run(LocalCluster cluster, String log, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--input", log));
        ChildProcess run = cluster.run(List.of(), arguments.toArray(String[]::new));
        if (run.exitStatus() != 0) {
            throw new IllegalStateException("a run of the chain failed: " + run.err());
        }
    }

    @Override
    boolean isReading() throws Exception {
        return !job().hasEnded();
    }

    @Override
    void finish() {}

    @Override
    List<String> reports(List<String> rows) throws Exception {
        Path next = folder.resolve("next");
        run(
                cluster(),
                log,
                "--base",
                folder.resolve("state").toString(),
                "--output",
                next.toString());
        List<String> both = new ArrayList<>(rows);
        both.addAll(RunResult.read(next, null).reports());
        return both;
    }
}
