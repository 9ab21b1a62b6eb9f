package io.customerreport.cluster;

import io.customerreport.cli.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One bounded run with an attached client, from its submission to what it leaves. */
record FaultyRun(Path folder, WatchedJob job, ChildProcess client) {

    /** Returns when the job is known to the cluster. */
    static FaultyRun start(LocalCluster cluster, Path folder, Path log) throws Exception {
        Files.createDirectories(folder);
        ChildProcess client =
                cluster.run(
                        List.of(),
                        "--input",
                        PacedFileSystem.SCHEME + "://" + log,
                        "--output",
                        folder.resolve("reports").toString(),
                        "--rejects",
                        folder.resolve("rejects").toString(),
                        "--summary",
                        folder.resolve("summary.json").toString(),
                        "--now",
                        "1893456000");
        ClusterRest.await(
                "the job is submitted",
                () -> !client.process().isAlive() || !cluster.rest().jobs("RUNNING").isEmpty());
        List<String> running = cluster.rest().jobs("RUNNING");
        if (running.isEmpty()) {
            throw new IllegalStateException("the job was not submitted: " + client.err());
        }
        return new FaultyRun(
                folder, new WatchedJob(cluster.rest(), running.get(0), client.process()), client);
    }

    /** What the run left, its summary among the rows of the reports, without the time it took. */
    Outcome result() throws Exception {
        client.process().waitFor();
        if (client.exitStatus() != 0) {
            throw new IllegalStateException("the run failed: " + client.err());
        }
        String summary = Files.readString(folder.resolve("summary.json"));
        return new Outcome(
                RunResult.read(folder.resolve("reports"), folder.resolve("rejects")),
                summary.replaceFirst(",\"seconds\":[0-9.]+", ""));
    }

    /**
     * @param counts the summary, without the time it took
     */
    record Outcome(RunResult rows, String counts) {}
}
