package io.customerreport.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.MissingNode;

/** What a JobManager tells about its jobs, over HTTP. */
final class ClusterRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String address;

    ClusterRest(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** The answer; a missing node when there is none, as while the JobManager is away. */
    JsonNode get(String path) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? JSON.readTree(answer.body())
                    : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The ids of jobs in one of the states, such as {@code RUNNING}; of all jobs without any. */
    List<String> jobs(String... states) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (states.length == 0 || List.of(states).contains(job.path("state").asText())) {
                ids.add(job.path("jid").asText());
            }
        }
        return ids;
    }

    /** Empty when the JobManager does not know the job. */
    String state(String job) throws InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    int taskManagers() throws InterruptedException {
        return get("/overview").path("taskmanagers").asInt();
    }

    /** Waits for what others bring about; far longer than that may take. */
    static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain: " + what);
            }
            Thread.sleep(50);
        }
    }

    /** What is waited for. */
    interface Condition {
        boolean holds() throws Exception;
    }
}
