package io.customerreport.testing.process;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/**
 * An S3 server with one bucket, as a process of its own on the loopback, which checks every
 * request's signature; and Flink's own client of it, for putting objects there and looking at them.
 */
public final class S3Server {

    public static final String BUCKET = "payments";
    private static final String ACCESS_KEY = "test-access-key";
    public static final String SECRET_KEY = "test-s3cret-that-no-log-may-hold";

    private static final Path JARS = Path.of("target/s3-under-test").toAbsolutePath();

    /** The folder with Flink's S3 file system, as a cluster has it. */
    private static final Path PLUGINS = JARS.resolve("plugins");

    /** The SDK beneath the client would fill the terminal with news of its own age. */
    private static final Logger SDK = Logger.getLogger("com.amazonaws");

    private static final Pattern LISTENING = Pattern.compile("Started .*127\\.0\\.0\\.1:(\\d+)}");

    private final ChildProcess server;
    private final String endpoint;
    private final FileSystem client;

    private S3Server(ChildProcess server, String endpoint) throws Exception {
        SDK.setLevel(Level.SEVERE);
        this.server = server;
        this.endpoint = endpoint;
        Configuration configuration = Configuration.fromMap(settings());
        configuration.setString("s3.access-key", ACCESS_KEY);
        configuration.setString("s3.secret-key", SECRET_KEY);
        FileSystem.initialize(
                configuration,
                new DefaultPluginManager(
                        new DirectoryBasedPluginFinder(PLUGINS).findPlugins(),
                        CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
        this.client = FileSystem.get(URI.create("s3://" + BUCKET));
    }

    /** Starts the server, on a port that is free. */
    public static S3Server start(Path folder) throws Exception {
        Path buckets = Files.createDirectories(folder.resolve("buckets"));
        // Open to all, the bucket would take requests without a signature.
        Files.createDirectory(
                buckets.resolve(BUCKET),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path properties = folder.resolve("s3proxy.properties");
        Files.writeString(
                properties,
                """
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(ACCESS_KEY, SECRET_KEY, buckets));
        ChildProcess server =
                ChildProcess.start(
                        folder,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-jar",
                                JARS.resolve("s3proxy-jar-with-dependencies.jar").toString(),
                                "--properties",
                                properties.toString()));
        try {
            return new S3Server(server, "http://127.0.0.1:" + port(server));
        } catch (Exception | Error e) {
            server.kill();
            throw e;
        }
    }

    /** What Flink has to be told of a server that is not Amazon's; no credentials. */
    public Map<String, String> settings() {
        return Map.of(
                "s3.endpoint", endpoint,
                "s3.endpoint.region", "us-east-1",
                "s3.path.style.access", "true");
    }

    /** Where Flink finds its S3 file system, and the credentials. */
    public Map<String, String> environment() {
        return Map.of(
                "FLINK_PLUGINS_DIR", PLUGINS.toString(),
                "AWS_ACCESS_KEY_ID", ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    public void put(String key, byte[] content) throws IOException {
        try (var out = client.create(path(key), WriteMode.OVERWRITE)) {
            out.write(content);
        }
    }

    /** The content of an object, of its newest version if it is replaced meanwhile. */
    public byte[] get(String key) throws IOException {
        while (true) {
            try (var in = client.open(path(key))) {
                return in.readAllBytes();
            } catch (IOException e) {
                // The client looks at an object first, and insists on that version afterwards.
                if (!e.getClass().getSimpleName().equals("RemoteFileChangedException")) {
                    throw e;
                }
            }
        }
    }

    public boolean exists(String key) throws IOException {
        return client.exists(path(key));
    }

    /** The names of the objects directly under a prefix, sorted; none for a prefix without any. */
    public List<String> names(String prefix) throws IOException {
        try {
            return Arrays.stream(client.listStatus(path(prefix)))
                    .map(status -> status.getPath().getName())
                    .sorted()
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /** The lines of all objects directly under a prefix, apart from hidden ones. */
    public List<String> rows(String prefix) throws IOException {
        return rows(prefix, name -> !name.startsWith("."));
    }

    /**
     * The rows that readers may take while a job still writes: Flink keeps what is not committed in
     * objects with longer names, which go at any moment.
     */
    public List<String> committedRows(String prefix) throws IOException {
        return rows(prefix, name -> name.endsWith(".ndjson"));
    }

    private List<String> rows(String prefix, Predicate<String> wanted) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String name : names(prefix)) {
            if (wanted.test(name)) {
                new String(get(prefix + "/" + name), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(rows::add);
            }
        }
        return rows;
    }

    public void stop() throws InterruptedException {
        server.process().destroy();
        server.exitStatus();
        FileSystem.initialize(new Configuration(), null);
    }

    private static org.apache.flink.core.fs.Path path(String key) {
        return new org.apache.flink.core.fs.Path("s3://" + BUCKET + "/" + key);
    }

    private static String port(ChildProcess server) throws Exception {
        while (true) {
            Matcher listening = LISTENING.matcher(server.out());
            if (listening.find()) {
                return listening.group(1);
            }
            if (!server.process().isAlive()) {
                throw new IllegalStateException("no S3 server: " + server.out() + server.err());
            }
            Thread.sleep(50);
        }
    }
}
