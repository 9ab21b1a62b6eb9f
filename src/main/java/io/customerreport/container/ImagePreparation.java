package io.customerreport.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run once when the image is built: writes its command, the JVM's options and archived classes.
 *
 * <p>It is a program, so that an image without a shell can be built as well as run.
 */
public final class ImagePreparation {

    /** Flink's user in its own images, too. */
    private static final int USER = 9999;

    /** Java 24 warns of what Flink does there, and each use would print a line. */
    private static final int WARNING_RELEASE = 24;

    private final ImageHome home;
    private final int release;

    private ImagePreparation(ImageHome home, int release) {
        this.home = home;
        this.release = release;
    }

    /**
     * @param args the folder of the program, then folders that the image's user may write to
     */
    public static void main(String[] args) throws Exception {
        ImagePreparation preparation =
                new ImagePreparation(new ImageHome(Path.of(args[0])), Runtime.version().feature());
        for (int i = 1; i < args.length; i++) {
            Path folder = Files.createDirectories(Path.of(args[i]));
            Files.setAttribute(folder, "unix:uid", USER);
            Files.setAttribute(folder, "unix:gid", USER);
        }
        preparation.writeOptions(List.of());
        preparation.writeCommand();
        preparation.archiveClasses();
    }

    private void writeOptions(List<String> archive) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(home.launcherOptions())) {
            if (line.startsWith("-")) {
                // The most that the young generation takes: of a small heap it must not be most.
                lines.add(line.replaceFirst("^-Xmn", "-XX:MaxNewSize="));
            }
        }
        lines.add("-XX:+UseParallelGC");
        if (release >= WARNING_RELEASE) {
            lines.add("--enable-native-access=ALL-UNNAMED");
            lines.add("--sun-misc-unsafe-memory-access=allow");
        }
        lines.addAll(archive);
        lines.add("-D" + ImageHome.PROPERTY + "=" + home.folder());
        lines.add("-cp");
        lines.add(home.classPath());
        lines.add(ContainerMain.class.getName());
        Files.write(home.options(), lines);
    }

    /** Linux starts Java with the one word after it, and then the file's own name. */
    private void writeCommand() throws IOException {
        Files.createDirectories(home.command().getParent());
        Files.writeString(home.command(), "#!" + java() + " @" + home.options() + "\n");
        Files.setPosixFilePermissions(home.command(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * Has a small run leave the classes that it loaded: a start from them takes half the time.
     *
     * <p>Java 25 could also leave them linked, but does not start from such a cache with another
     * collector or a small heap.
     */
    private void archiveClasses() throws IOException, InterruptedException {
        if (!Files.exists(jdkArchive())) {
            // Some packages of Java come without the archive that ours builds on.
            require(new ProcessBuilder(java(), "-Xshare:dump"));
        }
        Path archive = home.folder().resolve("classes.jsa");
        Path run = Files.createTempDirectory("customer-report-image-");
        require(
                new ProcessBuilder(
                        java(),
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "@" + home.options(),
                        "--input",
                        home.example().toString(),
                        "--output",
                        run.resolve("report").toString(),
                        "--rejects",
                        run.resolve("rejects").toString(),
                        "--summary",
                        run.resolve("summary.json").toString()));
        deleteAll(run);
        writeOptions(List.of("-XX:SharedArchiveFile=" + archive));
    }

    private static Path jdkArchive() {
        return Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
    }

    private static void require(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("'" + String.join(" ", builder.command()) + "': " + said);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
