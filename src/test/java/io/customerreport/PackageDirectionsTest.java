package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
final class PackageDirectionsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/customerreport");

    /** Each may import those before it, and none after it. The empty name is the top package. */
    private static final List<String> BOTTOM_UP =
            List.of(
                    "bytes",
                    "python",
                    "sum",
                    "types",
                    "source.block",
                    "source.compression",
                    "source.files",
                    "source.split",
                    "source.enumerate",
                    "source.read",
                    "source",
                    "count",
                    "parse",
                    "aggregate",
                    "combine",
                    "report",
                    "digest",
                    "",
                    "job",
                    "page",
                    "generate",
                    "embedded",
                    "cli.process",
                    "cli.files",
                    "cli.diagnosis",
                    "cli.console",
                    "cli.options",
                    "cli.settings",
                    "cli.output",
                    "cli");

    private static final Pattern IMPORT =
            Pattern.compile(
                    "^import (?:static )?io\\.customerreport\\.((?:[a-z]\\w*\\.)*)([A-Z]\\w*)",
                    Pattern.MULTILINE);

    private static final List<Arrow> ARROWS = new ArrayList<>();

    private record Arrow(String from, String file, String to, String type) {}

    @BeforeAll
    static void readImports() throws IOException {
        ARROWS.clear();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(PackageDirectionsTest::readImports);
        }
    }

    private static void readImports(Path file) {
        String from = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
        try {
            Matcher imported = IMPORT.matcher(Files.readString(file));
            while (imported.find()) {
                String to = imported.group(1).replaceFirst("\\.$", "");
                ARROWS.add(new Arrow(from, file.getFileName().toString(), to, imported.group(2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noPackageImportsOneAboveIt() {
        assertThat(ARROWS)
                .hasSizeGreaterThan(300)
                .allMatch(arrow -> BOTTOM_UP.indexOf(arrow.to) >= 0)
                .filteredOn(arrow -> BOTTOM_UP.indexOf(arrow.from) < BOTTOM_UP.indexOf(arrow.to))
                .isEmpty();
    }

    @Test
    void everyPackageHasItsPlace() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.endsWith("package-info.java"))
                    .forEach(
                            file ->
                                    packages.add(
                                            SOURCES.relativize(file.getParent())
                                                    .toString()
                                                    .replace('/', '.')));
        }

        assertThat(packages).containsExactlyInAnyOrderElementsOf(BOTTOM_UP);
    }

    @Test
    void onlyTheCommandKnowsTheEmbeddedCluster() {
        assertThat(ARROWS)
                .filteredOn(arrow -> arrow.to.equals("embedded"))
                .isNotEmpty()
                .allMatch(arrow -> arrow.from.startsWith("cli"));
    }

    /** What the source is made of may change without anybody else's knowing. */
    @Test
    void partsOfTheSourceAreItsOwn() {
        List<Arrow> fromOutside =
                ARROWS.stream().filter(arrow -> !arrow.from.startsWith("source")).toList();

        assertThat(fromOutside)
                .filteredOn(
                        arrow -> Set.of("source.split", "source.compression").contains(arrow.to))
                .isEmpty();
        assertThat(fromOutside)
                .filteredOn(arrow -> arrow.to.equals("source.enumerate"))
                .isNotEmpty()
                .allMatch(arrow -> arrow.type.equals("WatchRules"));
        assertThat(fromOutside)
                .filteredOn(arrow -> arrow.to.equals("source.read"))
                .isNotEmpty()
                .allMatch(
                        arrow ->
                                arrow.type.equals("LineBlockFormat")
                                        || arrow.type.endsWith("Exception"));
    }
}
