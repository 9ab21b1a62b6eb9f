package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The jar that users hand to their cluster. */
class JarContentsIT {

    private static final Path JAR = Path.of("target/customer-report.jar");

    @Test
    void jarHoldsOurClassesAndThoseOfKnownLibrariesOutOfTheWay() throws IOException {
        assertThat(entries())
                .allMatch(
                        name ->
                                name.matches(
                                        "io/customerreport/(aggregate|bytes|cli|combine|count|digest|embedded|generate|job|page|parse|python|report|source|sum|types"
                                                + "|shaded/(commons|jackson|jline|picocli|progressbar|xz))/.*"
                                                + "|io/customerreport/[A-Za-z$-]+\\.class"
                                                + "|com/github/luben/zstd/.*"
                                                + "|(aix|darwin|freebsd|linux|win)/[a-z0-9_]+/libzstd-jni-.*"
                                                + "|customer-report-log4j2\\.properties"
                                                + "|META-INF/(MANIFEST\\.MF|LICENSE|LICENSE\\.txt|NOTICE|NOTICE\\.txt"
                                                + "|[A-Za-z-]+-LICENSE|licenses/.*|services/.*)"));
    }

    @Test
    void nothingOfFlinkOrALoggerIsInIt() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("org/apache/") || name.startsWith("org/slf4j/"));
    }

    @Test
    void everyLibraryInItComesWithItsLicence() throws IOException {
        assertThat(entries())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE.txt",
                        "META-INF/licenses/apache-2.0.txt",
                        "META-INF/licenses/jline.txt",
                        "META-INF/licenses/progressbar.txt",
                        "META-INF/licenses/xz.txt",
                        "META-INF/licenses/zstd-jni.txt");
    }

    private static List<String> entries() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
