package io.customerreport.testing.cluster;

import io.customerreport.testing.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of the job with an attached client, from its submission to what it leaves. */
public abstract class FaultyRun {

    private final LocalCluster cluster;
    private final Path folder;
    private final ChildProcess client;
    private WatchedJob job;

    /**
     * Submits the job.
     *
     * @param folder the run's own
     * @param input the folder that the job reads, see {@link PacedFileSystem#paced}
     */
    FaultyRun(LocalCluster cluster, Path folder, String input, String... options) throws Exception {
        this.cluster = cluster;
        this.folder = Files.createDirectories(folder);
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        arguments.addAll(List.of("--input", input));
        arguments.addAll(List.of("--output", folder.resolve("reports").toString()));
        arguments.addAll(List.of("--rejects", folder.resolve("rejects").toString()));
        arguments.addAll(List.of("--summary", folder.resolve("summary.json").toString()));
        client = cluster.run(List.of(), arguments.toArray(String[]::new));
    }

    /** Whether there is still something to disturb. */
    abstract boolean isReading() throws Exception;

    /** Brings the run to its end. */
    abstract void finish() throws Exception;

    /** The reports that count, of all that the run wrote. */
    abstract List<String> reports(List<String> rows) throws Exception;

    final LocalCluster cluster() {
        return cluster;
    }

    /** Returns when the job is known to the cluster, which of a short one might be too late. */
    final WatchedJob job() throws Exception {
        if (job == null) {
            ClusterRest.await(
                    "the job is submitted",
                    () -> !client.process().isAlive() || !cluster.rest().jobs("RUNNING").isEmpty());
            List<String> running = cluster.rest().jobs("RUNNING");
            if (running.isEmpty()) {
                throw new IllegalStateException("the job was not submitted: " + client.err());
            }
            job = new WatchedJob(cluster.rest(), running.get(0), client.process());
        }
        return job;
    }

    /** Ends the run and reads what it left. */
    final Outcome outcome() throws Exception {
        finish();
        client.process().waitFor();
        if (client.exitStatus() != 0) {
            throw new IllegalStateException("the run failed: " + client.err());
        }
        RunResult result = RunResult.read(folder.resolve("reports"), folder.resolve("rejects"));
        return new Outcome(
                reports(result.reports()),
                result.rejects().stream().map(FaultyRun::withoutFolder).sorted().toList(),
                result.others(),
                Files.readString(folder.resolve("summary.json"))
                        .replaceFirst(",\"seconds\":[0-9.]+", ""));
    }

    /** Runs read the same files in different folders. */
    private static String withoutFolder(String reject) {
        return reject.replaceFirst("(\"file\":\")[^\"]*/", "$1");
    }

    /**
     * @param others the names of files without rows
     * @param counts the summary, without the time it took
     */
    public record Outcome(
            List<String> reports, List<String> rejects, List<String> others, String counts) {

        private static final Pattern LINES = Pattern.compile("\"lines\":(\\d+)");

        long lines() {
            Matcher matcher = LINES.matcher(counts);
            if (!matcher.find()) {
                throw new IllegalStateException("no lines in " + counts);
            }
            return Long.parseLong(matcher.group(1));
        }
    }
}
