package io.customerreport.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A headless Chromium, spoken to by the Chrome DevTools Protocol, that shows pages and tells what
 * it thinks of them.
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    /** More than people look at; ten years, unfolded, are many times that, and take seconds. */
    private static final int PICTURE_HEIGHT = 8_000;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> messages;
    private final List<JsonNode> events = new ArrayList<>();
    private int lastId;

    private Browser(Process process, WebSocket socket, BlockingQueue<JsonNode> messages) {
        this.process = process;
        this.socket = socket;
        this.messages = messages;
    }

    /**
     * A page as it was shown.
     *
     * @param complaints what the console holds
     * @param requests all addresses that were asked for, but that of the page
     * @param width of all that is on the page, in pixels
     * @param text as a reader sees it
     * @param background the colour, such as rgb(0, 0, 0)
     * @param png a picture of the page, from its top
     */
    record View(
            List<String> complaints,
            List<String> requests,
            int width,
            String text,
            String background,
            byte[] png) {}

    /** The executable on the PATH, if there is one. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param profile an empty folder
     */
    static Browser start(Path executable, Path profile) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                executable.toString(),
                                "--headless",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile));
        if (System.getProperty("user.name").equals("root")) {
            // As root Chromium refuses to start with its sandbox.
            command.add("--no-sandbox");
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Or it would leave folders where all programs have theirs.
        builder.environment().put("TMPDIR", profile.toString());
        Process process = builder.start();
        BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        WebSocket socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(debuggerOf(process), new Inbox(messages))
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Browser(process, socket, messages);
    }

    private static URI debuggerOf(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String announcement = "DevTools listening on ";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(announcement)) {
                return URI.create(line.substring(announcement.length()));
            }
        }
        throw new IOException("Chromium ended without a word of its debugger");
    }

    View show(Path file, int width, boolean dark, boolean unfolded) throws Exception {
        events.clear();
        String target =
                call(null, "Target.createTarget", Map.of("url", "about:blank"))
                        .path("targetId")
                        .asText();
        String session =
                call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "Audits")) {
            call(session, domain + ".enable", Map.of());
        }
        call(
                session,
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        call(
                session,
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
        String address = file.toUri().toString();
        call(session, "Page.navigate", Map.of("url", address));
        await("Page.loadEventFired");
        if (unfolded) {
            evaluate(session, "document.querySelectorAll('details').forEach(d => d.open = true)");
        }
        View view =
                new View(
                        events(
                                "Runtime.consoleAPICalled",
                                "Runtime.exceptionThrown",
                                "Log.entryAdded"),
                        requests(address),
                        evaluate(session, "document.documentElement.scrollWidth").asInt(),
                        evaluate(session, "document.body.innerText").asText(),
                        evaluate(session, "getComputedStyle(document.body).backgroundColor")
                                .asText(),
                        picture(session, width));
        call(null, "Target.closeTarget", Map.of("targetId", target));
        return view;
    }

    private byte[] picture(String session, int width) throws Exception {
        int height = evaluate(session, "document.documentElement.scrollHeight").asInt();
        JsonNode shot =
                call(
                        session,
                        "Page.captureScreenshot",
                        Map.of(
                                "captureBeyondViewport",
                                true,
                                "optimizeForSpeed",
                                true,
                                "clip",
                                Map.of(
                                        "x",
                                        0,
                                        "y",
                                        0,
                                        "width",
                                        width,
                                        "height",
                                        Math.min(height, PICTURE_HEIGHT),
                                        "scale",
                                        1)));
        return Base64.getDecoder().decode(shot.path("data").asText());
    }

    private JsonNode evaluate(String session, String expression) throws Exception {
        return call(
                        session,
                        "Runtime.evaluate",
                        Map.of("expression", expression, "returnByValue", true))
                .path("result")
                .path("value");
    }

    private List<String> events(String... methods) {
        return events.stream()
                .filter(event -> List.of(methods).contains(event.path("method").asText()))
                .map(JsonNode::toString)
                .toList();
    }

    private List<String> requests(String page) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asText())
                .filter(address -> !address.equals(page) && !address.startsWith("data:"))
                .toList();
    }

    private void await(String method) throws Exception {
        while (events.stream().noneMatch(e -> e.path("method").asText().equals(method))) {
            events.add(next());
        }
    }

    private JsonNode call(String session, String method, Map<String, Object> parameters)
            throws Exception {
        int id = ++lastId;
        Map<String, Object> request =
                session == null
                        ? Map.of("id", id, "method", method, "params", parameters)
                        : Map.of(
                                "id",
                                id,
                                "method",
                                method,
                                "params",
                                parameters,
                                "sessionId",
                                session);
        socket.sendText(JSON.writeValueAsString(request), true).join();
        while (true) {
            JsonNode message = next();
            if (message.path("id").asInt() != id) {
                events.add(message);
            } else if (message.has("error")) {
                throw new IOException(method + ": " + message.path("error"));
            } else {
                return message.path("result");
            }
        }
    }

    private JsonNode next() throws Exception {
        JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("Chromium does not answer");
        }
        return message;
    }

    @Override
    public void close() {
        socket.abort();
        // Its children write to its folder, too, and may outlive it for a moment.
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    private static final class Inbox implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> messages;
        private final StringBuilder message = new StringBuilder();

        Inbox(BlockingQueue<JsonNode> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                try {
                    messages.add(JSON.readTree(message.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException("Chromium sent no JSON", e);
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
