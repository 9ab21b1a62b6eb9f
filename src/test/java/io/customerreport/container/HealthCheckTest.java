package io.customerreport.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
import io.customerreport.job.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(said, true);
    private HttpServer server;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean isWell = exchange.getRequestURI().getPath().equals("/overview");
                    exchange.sendResponseHeaders(isWell ? 200 : 503, -1);
                    exchange.close();
                });
        server.start();
        address = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answerIsHealth() throws UsageException {
        assertThat(check("http://" + address + "/overview")).isEqualTo(ExitStatus.FINISHED);
        assertThat(check("tcp://" + address)).isEqualTo(ExitStatus.FINISHED);
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void anotherAnswerOrNoneIsNot() throws UsageException {
        assertThat(check("http://" + address + "/other")).isEqualTo(ExitStatus.FAILED);
        assertThat(said.toString()).contains("answers with status 503");

        server.stop(0);

        assertThat(check("http://" + address + "/overview")).isEqualTo(ExitStatus.FAILED);
        assertThat(check("tcp://" + address)).isEqualTo(ExitStatus.FAILED);
        assertThat(said.toString()).contains("does not answer");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> check("localhost")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> HealthCheck.of(List.of())).isInstanceOf(UsageException.class);
    }

    private int check(String where) throws UsageException {
        return HealthCheck.of(List.of(where)).run(new Console(stream, stream));
    }
}
