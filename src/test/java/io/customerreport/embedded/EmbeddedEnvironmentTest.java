package io.customerreport.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.testing.Awaited;
import io.customerreport.testing.EndedJob;
import io.customerreport.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEnvironmentTest {

    @TempDir Path temporary;

    /** A job's result is there before its cluster has ended, which removes its folders last. */
    @AfterEach
    void awaitEndOfTheCluster() throws Exception {
        Awaited.condition("the cluster's folders are gone", this::isEmpty);
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            return left.findAny().isEmpty();
        }
    }

    private static JobClient startEndlessJob(Configuration configuration) throws Exception {
        StreamExecutionEnvironment env = EmbeddedEnvironment.create(configuration, note -> {});
        env.fromSequence(1, Long.MAX_VALUE).sinkTo(new DiscardingSink<>());
        return env.executeAsync();
    }

    private Configuration configuration(int restPort) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 2);
        configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        return configuration;
    }

    private static int statusOf(URI resource) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(resource).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void jobRunsToItsEnd() throws Exception {
        StreamExecutionEnvironment env = EmbeddedEnvironment.create(configuration(0), note -> {});
        env.fromSequence(1, 1000).sinkTo(new DiscardingSink<>());

        assertThat(env.execute().isJobExecutionResult()).isTrue();
    }

    @Test
    void restApiIsServedOnlyOnAPortThatIsAskedFor() throws Exception {
        int port = FreePort.find();
        JobClient job = startEndlessJob(configuration(port));
        try {
            assertThat(statusOf(URI.create("http://127.0.0.1:" + port + "/overview")))
                    .isEqualTo(200);
            assertThat(job.getJobStatus().get()).isNotEqualTo(JobStatus.FAILED);
        } finally {
            EndedJob.cancel(job);
        }
    }

    @Test
    void flinksOwnClusterTakesOverWhereTheEmbeddedOneCannotBeLinked() throws Exception {
        List<String> notes = new ArrayList<>();
        StreamExecutionEnvironment env =
                EmbeddedEnvironment.create(
                        configuration(0),
                        new EmbeddedExecutor(
                                cluster -> {
                                    throw new NoSuchMethodError("RpcService.start()");
                                },
                                notes::add));
        env.fromSequence(1, 1000).sinkTo(new DiscardingSink<>());

        assertThat(env.execute().isJobExecutionResult()).isTrue();

        assertThat(notes)
                .containsExactly(
                        "the embedded cluster does not fit this version of Flink"
                                + " (java.lang.NoSuchMethodError: RpcService.start()),"
                                + " so Flink's own runs the job");
    }

    @Test
    void clusterThatCannotStartForAnotherReasonFailsTheJob() {
        List<String> notes = new ArrayList<>();
        StreamExecutionEnvironment env =
                EmbeddedEnvironment.create(
                        configuration(0),
                        new EmbeddedExecutor(
                                cluster -> {
                                    throw new IllegalStateException("no room");
                                },
                                notes::add));
        env.fromSequence(1, 1000).sinkTo(new DiscardingSink<>());

        assertThatThrownBy(env::execute).hasStackTraceContaining("no room");

        assertThat(notes).isEmpty();
    }
}
