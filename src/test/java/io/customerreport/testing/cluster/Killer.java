package io.customerreport.testing.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Strikes processes of a cluster while a job runs on it, and measures how long the job takes to run
 * again.
 *
 * <p>What is killed is replaced at once, as a supervisor would. A strike counts only if the job was
 * running when it came, and went back to a checkpoint because of it.
 */
public final class Killer {

    private final LocalCluster cluster;
    private final SplittableRandom random;
    private final int taskManagers;
    private final Duration hold;
    private final Duration longestPause;

    /**
     * @param hold how long a held process is held
     * @param longestPause a random time up to this one passes between a checkpoint and a strike
     */
    public Killer(
            LocalCluster cluster, SplittableRandom random, Duration hold, Duration longestPause)
            throws Exception {
        this.cluster = cluster;
        this.random = random;
        this.taskManagers = cluster.taskManagers().size();
        this.hold = hold;
        this.longestPause = longestPause;
    }

    /** The time from the strike until the job ran again; empty if the job had ended before. */
    public Optional<Duration> strike(Fault fault, WatchedJob job) throws Exception {
        long ready = System.currentTimeMillis();
        ClusterRest.await(
                "the job runs and has a checkpoint on a whole cluster",
                () ->
                        job.hasEnded()
                                || job.isReady(ready)
                                        && cluster.rest().taskManagers() == taskManagers);
        Thread.sleep(random.nextLong(longestPause.toMillis()));
        // The job may do without the others.
        List<String> working = List.copyOf(job.taskManagers());
        if (working.isEmpty()) {
            return Optional.empty();
        }
        String victim =
                fault.isOfJobManager()
                        ? LocalCluster.JOB_MANAGER
                        : working.get(random.nextInt(working.size()));
        long struck = System.currentTimeMillis();
        System.out.printf("%tT %s, %s%n", struck, fault, victim);
        if (fault.isHeld()) {
            return hold(victim, struck, job);
        }
        cluster.kill(victim);
        if (fault.isOfJobManager()) {
            cluster.startJobManager();
        } else {
            cluster.startTaskManager();
        }
        return awaitRecovery(struck, job);
    }

    /** The time of a held JobManager counts from when it goes on: nobody stands in for it. */
    private Optional<Duration> hold(String victim, long struck, WatchedJob job) throws Exception {
        cluster.signal(victim, "STOP");
        Optional<Duration> recovery;
        try {
            if (victim.equals(LocalCluster.JOB_MANAGER)) {
                Thread.sleep(hold.toMillis());
                recovery = Optional.empty();
            } else {
                recovery = awaitRecovery(struck, job);
                Thread.sleep(Math.max(0, struck + hold.toMillis() - System.currentTimeMillis()));
            }
        } finally {
            cluster.signal(victim, "CONT");
        }
        return victim.equals(LocalCluster.JOB_MANAGER)
                ? awaitRecovery(System.currentTimeMillis(), job)
                : recovery;
    }

    private Optional<Duration> awaitRecovery(long struck, WatchedJob job) throws Exception {
        ClusterRest.await("the job runs again", () -> job.hasEnded() || job.hasRecovered(struck));
        return job.hasRecovered(struck)
                ? Optional.of(Duration.ofMillis(System.currentTimeMillis() - struck))
                : Optional.empty();
    }
}
