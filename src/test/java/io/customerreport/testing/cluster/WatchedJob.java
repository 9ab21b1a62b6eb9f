package io.customerreport.testing.cluster;

import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/**
 * One job as its JobManager sees it, for as long as there is one to ask.
 *
 * @param client the attached client, which ends with the job; a JobManager may forget that it ended
 */
public record WatchedJob(ClusterRest rest, String id, Process client) {

    private static final Set<String> WORKING = Set.of("RUNNING", "FINISHED");

    /**
     * Whether every subtask is at work, and not all of them are done; those that wait for what
     * others write in batch mode are not missed.
     */
    public boolean isRunning() throws InterruptedException {
        JsonNode job = rest.get("/jobs/" + id);
        boolean batch = job.path("job-type").asText().equals("BATCH");
        boolean working = false;
        for (JsonNode vertex : job.path("vertices")) {
            for (var state : vertex.path("tasks").properties()) {
                if (state.getValue().asInt() > 0
                        && !WORKING.contains(state.getKey())
                        && !(batch && state.getKey().equals("CREATED"))) {
                    return false;
                }
            }
            working |= vertex.path("tasks").path("RUNNING").asInt() > 0;
        }
        return working && job.path("state").asText().equals("RUNNING");
    }

    /** Whether it has come so far since then that it is time to disturb it. */
    public boolean isReady(long since) throws InterruptedException {
        return isRunning() && (isBatch() || lastCheckpoint() > since);
    }

    /** Whether it has lost something since then, and runs again. */
    public boolean hasRecovered(long since) throws InterruptedException {
        return (isBatch() ? lastFailure() : lastRestore()) > since && isRunning();
    }

    /** Such a job has no checkpoints, and starts those of its tasks again whose output is lost. */
    private boolean isBatch() throws InterruptedException {
        return rest.get("/jobs/" + id).path("job-type").asText().equals("BATCH");
    }

    private long lastFailure() throws InterruptedException {
        long last = 0;
        for (JsonNode failure :
                rest.get("/jobs/" + id + "/exceptions").path("exceptionHistory").path("entries")) {
            last = Math.max(last, failure.path("timestamp").asLong());
        }
        return last;
    }

    public boolean hasEnded() {
        return !client.isAlive();
    }

    /** When the last completed checkpoint began, in milliseconds of the clock; 0 before any. */
    public long lastCheckpoint() throws InterruptedException {
        return latest().path("completed").path("trigger_timestamp").asLong();
    }

    /** When the job last went back to a checkpoint, likewise. */
    public long lastRestore() throws InterruptedException {
        return latest().path("restored").path("restore_timestamp").asLong();
    }

    /** What a counter of the job shows; 0 while there is nobody to ask. */
    public long count(String name) throws InterruptedException {
        JsonNode counters = rest.get("/jobs/" + id + "/accumulators");
        for (JsonNode counter : counters.path("user-task-accumulators")) {
            if (counter.path("name").asText().equals(name)) {
                return counter.path("value").asLong();
            }
        }
        return 0;
    }

    /** The roles of the TaskManagers on which it runs. */
    public Set<String> taskManagers() throws InterruptedException {
        Set<String> roles = new TreeSet<>();
        for (JsonNode vertex : rest.get("/jobs/" + id).path("vertices")) {
            JsonNode places =
                    rest.get(
                            "/jobs/%s/vertices/%s/taskmanagers"
                                    .formatted(id, vertex.path("id").asText()));
            for (JsonNode place : places.path("taskmanagers")) {
                if (place.path("status-counts").path("RUNNING").asInt() > 0) {
                    roles.add(place.path("taskmanager-id").asText());
                }
            }
        }
        return roles;
    }

    private JsonNode latest() throws InterruptedException {
        return rest.get("/jobs/" + id + "/checkpoints").path("latest");
    }
}
