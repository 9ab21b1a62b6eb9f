package io.customerreport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files of the program, and what they import. */
final class Sources {

    private static final Path SOURCES = Path.of("src/main/java/io/customerreport");

    private static final Pattern IMPORT =
            Pattern.compile(
                    "^import (?:static )?((?:[a-z]\\w*\\.)*)([A-Z]\\w*)", Pattern.MULTILINE);

    /**
     * One import.
     *
     * @param from the package of the file, without the program's own name
     * @param to the package of the type, as it is spelled
     * @param type the outermost type
     */
    record Import(String from, String file, String to, String type) {}

    private Sources() {}

    static List<Import> imports() throws IOException {
        return files().stream().flatMap(Sources::of).toList();
    }

    /** The packages that say what they are for. */
    static List<String> packages() throws IOException {
        return files().stream()
                .filter(file -> file.endsWith("package-info.java"))
                .map(Sources::packageOf)
                .toList();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<Import> of(Path file) {
        return IMPORT.matcher(text(file))
                .results()
                .map(
                        found ->
                                new Import(
                                        packageOf(file),
                                        file.getFileName().toString(),
                                        found.group(1).replaceFirst("\\.$", ""),
                                        found.group(2)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(Path file) {
        return SOURCES.relativize(file.getParent()).toString().replace('/', '.');
    }
}
