package io.customerreport.testing.cluster;

import io.customerreport.testing.Awaited;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.MissingNode;

/** What a JobManager tells about its jobs, over HTTP. */
public final class ClusterRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String address;

    public ClusterRest(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** The answer; a missing node when there is none, as while the JobManager is away. */
    public JsonNode get(String path) throws InterruptedException {
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

    /** The answer with any status, to a request as it stands. */
    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.timeout(Duration.ofMinutes(1)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    /** Uploads a jar, and returns the name that the JobManager has given it. */
    public String upload(Path jar) throws IOException, InterruptedException {
        String boundary = "boundary-of-a-test";
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/x-java-archive\r\n\r\n"
                        .formatted(boundary, jar.getFileName());
        HttpResponse<String> answer =
                send(
                        request("/jars/upload")
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(
                                        HttpRequest.BodyPublishers.concat(
                                                HttpRequest.BodyPublishers.ofString(head),
                                                HttpRequest.BodyPublishers.ofFile(jar),
                                                HttpRequest.BodyPublishers.ofString(
                                                        "\r\n--" + boundary + "--\r\n"))));
        String file = JSON.readTree(answer.body()).path("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Runs an uploaded jar with the arguments. */
    public HttpResponse<String> run(String jar, List<String> arguments)
            throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("programArgsList", arguments));
        return send(
                request("/jars/" + jar + "/run")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The ids of jobs in one of the states, such as {@code RUNNING}; of all jobs without any. */
    public List<String> jobs(String... states) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (states.length == 0 || List.of(states).contains(job.path("state").asText())) {
                ids.add(job.path("jid").asText());
            }
        }
        return ids;
    }

    /** Empty when the JobManager does not know the job. */
    public String state(String job) throws InterruptedException {
        return get("/jobs/" + job).path("state").asText();
    }

    public int taskManagers() throws InterruptedException {
        return get("/overview").path("taskmanagers").asInt();
    }

    /** As {@link Awaited#condition}. */
    public static void await(String what, Awaited.Condition condition) throws Exception {
        Awaited.condition(what, condition);
    }
}
