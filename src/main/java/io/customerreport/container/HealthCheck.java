package io.customerreport.container;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * Asks an address of this container: by HTTP, where any answer but 200 is ill health, or whether
 * anybody listens.
 */
record HealthCheck(URI address) {

    private static final int MILLIS = 5_000;

    static HealthCheck of(List<String> words) throws UsageException {
        if (words.size() != 1 || !words.get(0).matches("(http|tcp)://[^\\s:]+:\\d{1,5}(/\\S*)?")) {
            throw new Given("health", String.join(" ", words))
                    .refused(
                            "is not one address, such as http://127.0.0.1:8081/overview or tcp://127.0.0.1:2181");
        }
        return new HealthCheck(URI.create(words.get(0)));
    }

    /** Returns the exit status. */
    int run(Console console) {
        try {
            int status = address.getScheme().equals("http") ? get() : connect();
            if (status == HttpURLConnection.HTTP_OK) {
                return ExitStatus.FINISHED;
            }
            console.error(address + " answers with status " + status);
        } catch (IOException e) {
            console.error(address + " does not answer: " + e.getMessage());
        }
        return ExitStatus.FAILED;
    }

    private int get() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        return connection.getResponseCode();
    }

    private int connect() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), MILLIS);
        }
        return HttpURLConnection.HTTP_OK;
    }
}
