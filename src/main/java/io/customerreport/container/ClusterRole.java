package io.customerreport.container;

import java.util.Optional;
import java.util.stream.Stream;

/** The parts of a Flink cluster that a container can be. */
enum ClusterRole {
    JOBMANAGER("jobmanager", "the JobManager"),
    /** As the Kubernetes operator names a JobManager that runs one job. */
    STANDALONE_JOB("standalone-job", "the JobManager"),
    TASKMANAGER("taskmanager", "the TaskManager"),
    /** Flink's own client. */
    FLINK("flink", "Flink's client"),
    /** Keeps what a new JobManager needs to find the jobs of one that is gone. */
    ZOOKEEPER("zookeeper", "ZooKeeper"),
    /** Tells whether the cluster's part in this container answers. */
    HEALTH("health", "the check");

    private final String word;
    private final String name;

    ClusterRole(String word, String name) {
        this.word = word;
        this.name = name;
    }

    static Optional<ClusterRole> named(String word) {
        return Stream.of(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    boolean isJobManager() {
        return this == JOBMANAGER || this == STANDALONE_JOB;
    }

    @Override
    public String toString() {
        return name;
    }
}
