package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The working directory of runs that watch a folder.
 *
 * @param path holds the outputs
 * @param inbox the folder that is watched
 * @param temporary for Java's temporary files
 */
record RunFolder(Path path, Path inbox, Path temporary) {

    /** Makes what is in it. */
    static RunFolder in(Path path) throws IOException {
        return new RunFolder(
                path,
                Files.createDirectory(path.resolve("inbox")),
                Files.createDirectory(path.resolve("tmp")));
    }

    /** Has a whole file appear in the inbox. */
    void drop(String name, String... lines) throws IOException {
        drop(name, (String.join("\n", lines) + "\n").getBytes());
    }

    /** As above. */
    void drop(String name, byte[] content) throws IOException {
        Files.move(Files.write(path.resolve(name), content), inbox.resolve(name));
    }

    /** The rows of all parts of an output, sorted; none if it is not there. */
    List<String> rows(String output) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : files(output)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".ndjson") && !name.startsWith(".")) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        rows.sort(null);
        return rows;
    }

    /** What is in an output; nothing if it is not there. */
    List<Path> files(String output) {
        try (Stream<Path> files = Files.list(path.resolve(output))) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a row of an output contains the text, for as long as the run goes on. */
    void awaitRow(ChildProcess run, String output, String text) throws Exception {
        while (rows(output).stream().noneMatch(row -> row.contains(text))) {
            pause(run);
        }
    }

    /** Waits until the run has said the text, for as long as it goes on. */
    static void awaitMessage(ChildProcess run, String text) throws Exception {
        while (!run.err().contains(text)) {
            pause(run);
        }
    }

    private static void pause(ChildProcess run) throws Exception {
        assertThat(run.process().isAlive()).as(run.err()).isTrue();
        Thread.sleep(50);
    }
}
