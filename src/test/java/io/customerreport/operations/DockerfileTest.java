package io.customerreport.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.container.ImagePreparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What can be said of the Dockerfile without building it, which src/test/scripts/containers does.
 */
class DockerfileTest {

    @Test
    void whatItCopiesOfTheProjectExistsAndReachesTheBuilder() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
        List<String> let =
                ignored.stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();

        assertThat(ignored).contains("*");
        assertThat(sources())
                .isNotEmpty()
                .allSatisfy(
                        source -> {
                            assertThat(Path.of(source)).exists();
                            assertThat(let)
                                    .anyMatch(
                                            path ->
                                                    source.equals(path)
                                                            || source.startsWith(path + "/"));
                        });
    }

    @Test
    void imageRunsAsAnotherUserThanRootAndWithoutAShell() throws IOException {
        assertThat(user()).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(instructions("ENTRYPOINT")).hasSize(1).allMatch(words -> words.startsWith("["));
        // The builder's, and the one that prepares the image.
        assertThat(instructions("RUN"))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("[")
                .contains(ImagePreparation.class.getName());
    }

    static String user() throws IOException {
        return instructions("USER").get(0);
    }

    static String entryPoint() throws IOException {
        return instructions("ENTRYPOINT").get(0).replaceAll("[\\[\\]\"]", "");
    }

    /** Where a file or folder of the project is in the image. */
    static String targetOf(String source) throws IOException {
        for (String words : instructions("COPY")) {
            List<String> paths = List.of(words.split(" "));
            if (paths.contains(source)) {
                return paths.get(paths.size() - 1);
            }
        }
        throw new AssertionError(source + " is not copied");
    }

    private static Stream<String> words(String instruction) {
        List<String> words = List.of(instruction.split(" "));
        return words.subList(0, words.size() - 1).stream();
    }

    /** Of the last stage. */
    private static List<String> sources() throws IOException {
        return instructions("COPY").stream()
                .filter(words -> !words.startsWith("--from") && !words.startsWith(". "))
                .flatMap(DockerfileTest::words)
                .toList();
    }

    private static List<String> instructions(String name) throws IOException {
        List<String> found = new ArrayList<>();
        String text = Files.readString(Path.of("Dockerfile")).replaceAll("\\\\\\R\\s*", "");
        text.lines()
                .filter(line -> line.startsWith(name + " "))
                .forEach(line -> found.add(line.substring(name.length() + 1)));
        return found;
    }
}
