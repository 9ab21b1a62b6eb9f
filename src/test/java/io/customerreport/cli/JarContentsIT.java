package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The jar that users hand to their cluster, and what {@code mvn install} gives to programs. */
class JarContentsIT {

    private static final Path JAR = Path.of("target/customer-report.jar");
    private static final String POM = "META-INF/maven/io.customerreport/customer-report/pom.xml";

    @Test
    void jarHoldsOurClassesAndThoseOfKnownLibrariesOutOfTheWay() throws IOException {
        assertThat(entries())
                .allMatch(
                        name ->
                                name.matches(
                                        "io/customerreport/(aggregate|bytes|cli|combine|container|count|digest|embedded|generate|job|json|kept|page|parse|python|report|source|sum|table|types"
                                                + "|shaded/(commons|jackson|jline|picocli|progressbar|xz))/.*"
                                                + "|io/customerreport/[A-Za-z$-]+\\.class"
                                                + "|com/github/luben/zstd/.*"
                                                // With -Ppostgres.
                                                + "|org/postgresql/.*"
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

    @Test
    void thinJarHoldsWhatFindsTheOtherClasses() throws IOException {
        assertThat(entries(Path.of("target/customer-report-thin.jar")))
                .filteredOn(name -> name.endsWith(".class"))
                .containsExactlyInAnyOrder(
                        "io/customerreport/thin/ThinMain.class",
                        "io/customerreport/thin/package-info.class");
    }

    @Test
    void installedJarHoldsOurClassesAndNothingElse() throws IOException {
        assertThat(entries(installedJar()))
                .contains("io/customerreport/CustomerReports.class")
                .noneMatch(name -> name.startsWith("io/customerreport/shaded/"))
                .allMatch(
                        name ->
                                name.matches(
                                        "io/customerreport/.*|customer-report-log4j2\\.properties"
                                                + "|META-INF/(MANIFEST\\.MF|licenses/.*|maven/.*)"));
    }

    @Test
    void installedPomNamesTheLibrariesThatItsJarNeedsAndLeavesFlinkToTheProgram() throws Exception {
        List<String> dependencies = new ArrayList<>();
        try (ZipFile jar = new ZipFile(installedJar().toFile());
                InputStream pom = jar.getInputStream(jar.getEntry(POM))) {
            XPath xpath = XPathFactory.newInstance().newXPath();
            NodeList found =
                    (NodeList)
                            xpath.evaluate(
                                    "/*/*[local-name()='dependencies']/*[not(*[local-name()='scope']='test')]",
                                    new InputSource(pom),
                                    XPathConstants.NODESET);
            for (int i = 0; i < found.getLength(); i++) {
                dependencies.add(
                        xpath.evaluate("*[local-name()='artifactId']", found.item(i))
                                + xpath.evaluate(
                                        "concat(' ', *[local-name()='scope'])", found.item(i)));
            }
        }

        assertThat(dependencies)
                .filteredOn(dependency -> dependency.endsWith(" "))
                .containsExactlyInAnyOrder(
                        "jackson-core ",
                        "picocli ",
                        "progressbar ",
                        "commons-compress ",
                        "xz ",
                        "zstd-jni ");
        assertThat(dependencies)
                .filteredOn(dependency -> !dependency.endsWith(" "))
                .isNotEmpty()
                .allMatch(
                        dependency -> dependency.matches("(flink-.*|log4j-.*|jspecify) provided"));
    }

    private static Path installedJar() throws IOException {
        try (Stream<Path> files = Files.list(JAR.getParent())) {
            return files.filter(
                            file ->
                                    file.getFileName()
                                            .toString()
                                            .matches("customer-report-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> entries() throws IOException {
        return entries(JAR);
    }

    private static List<String> entries(Path file) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
