package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.Sources.Import;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
final class PackageDirectionsTest {

    /** Each may import those before it, and none after it. The empty name is the top package. */
    private static final List<String> BOTTOM_UP =
            List.of(
                    "bytes",
                    "json",
                    "python",
                    "sum",
                    "types",
                    "source.block",
                    "source.compression",
                    "source.files",
                    "source.split",
                    "source.enumerate",
                    "source.read.input",
                    "source.read",
                    "source",
                    "count",
                    "parse",
                    "aggregate",
                    "combine",
                    "report",
                    "kept",
                    "table",
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
                    "cli",
                    "container",
                    "thin");

    private static final String OWN = "io.customerreport";

    private static List<Import> arrows;

    /** The imports of the program's own types, with the same short names on both sides. */
    @BeforeAll
    static void readImports() throws IOException {
        arrows =
                Sources.imports().stream()
                        .filter(arrow -> (arrow.to() + '.').startsWith(OWN + '.'))
                        .map(
                                arrow ->
                                        new Import(
                                                arrow.from(),
                                                arrow.file(),
                                                arrow.to()
                                                        .substring(OWN.length())
                                                        .replaceFirst("^\\.", ""),
                                                arrow.type()))
                        .toList();
    }

    @Test
    void noPackageImportsOneAboveIt() {
        assertThat(arrows)
                .hasSizeGreaterThan(300)
                .allMatch(arrow -> BOTTOM_UP.indexOf(arrow.to()) >= 0)
                .filteredOn(
                        arrow -> BOTTOM_UP.indexOf(arrow.from()) < BOTTOM_UP.indexOf(arrow.to()))
                .isEmpty();
    }

    @Test
    void everyPackageHasItsPlace() throws IOException {
        assertThat(Sources.packages()).containsExactlyInAnyOrderElementsOf(BOTTOM_UP);
    }

    @Test
    void onlyTheCommandKnowsTheEmbeddedCluster() {
        assertThat(arrows)
                .filteredOn(arrow -> arrow.to().equals("embedded"))
                .isNotEmpty()
                .allMatch(arrow -> arrow.from().startsWith("cli"));
    }

    /** What the source is made of may change without anybody else's knowing. */
    @Test
    void partsOfTheSourceAreItsOwn() {
        List<Import> fromOutside =
                arrows.stream().filter(arrow -> !arrow.from().startsWith("source")).toList();

        assertThat(fromOutside)
                .filteredOn(
                        arrow -> Set.of("source.split", "source.compression").contains(arrow.to()))
                // A library is loaded in one way by all.
                .allMatch(arrow -> arrow.type().equals("ZstdLibrary"));
        assertThat(fromOutside)
                .filteredOn(arrow -> arrow.to().equals("source.enumerate"))
                .isNotEmpty()
                .allMatch(arrow -> arrow.type().equals("WatchRules"));
        assertThat(fromOutside)
                .filteredOn(arrow -> arrow.to().equals("source.read"))
                .isNotEmpty()
                .allMatch(arrow -> arrow.type().equals("LineBlockFormat"));
        assertThat(fromOutside)
                .filteredOn(arrow -> arrow.to().equals("source.read.input"))
                .isNotEmpty()
                .allMatch(arrow -> arrow.type().endsWith("Exception"));
    }
}
