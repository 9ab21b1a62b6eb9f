package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.shaded.asm9.org.objectweb.asm.AnnotationVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * What may change with Flink's next minor version is used where ARCHITECTURE.md says so.
 *
 * <p>That is whatever Flink does not mark as public, by Flink's own rule for its connectors.
 */
final class FlinkInternalsTest {

    private static final Set<String> STABLE =
            Set.of(
                    "Lorg/apache/flink/annotation/Public;",
                    "Lorg/apache/flink/annotation/PublicEvolving;",
                    "Lorg/apache/flink/annotation/Experimental;");

    @Test
    void internalClassesOfFlinkAreThoseOfTheList() throws IOException {
        String page = Files.readString(Path.of("ARCHITECTURE.md"));
        String list = page.substring(page.indexOf("## Flink's internal classes"));
        Set<String> listed =
                list.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(row -> row.split("\\|")[1])
                        .flatMap(FlinkInternalsTest::names)
                        .collect(Collectors.toCollection(TreeSet::new));

        Set<String> used =
                Sources.imports().stream()
                        .filter(imported -> imported.to().startsWith("org.apache.flink."))
                        .filter(imported -> !imported.from().equals("embedded"))
                        .filter(FlinkInternalsTest::isInternal)
                        .map(Sources.Import::type)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isNotEmpty().isEqualTo(listed);
    }

    private static Stream<String> names(String cell) {
        return Pattern.compile("`(\\w+)`").matcher(cell).results().map(name -> name.group(1));
    }

    private static boolean isInternal(Sources.Import imported) {
        String type = imported.to() + '.' + imported.type();
        boolean[] stable = new boolean[1];
        try (InputStream bytes =
                FlinkInternalsTest.class
                        .getClassLoader()
                        .getResourceAsStream(type.replace('.', '/') + ".class")) {
            new ClassReader(bytes)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public AnnotationVisitor visitAnnotation(
                                        String descriptor, boolean visible) {
                                    stable[0] |= STABLE.contains(descriptor);
                                    return null;
                                }
                            },
                            ClassReader.SKIP_CODE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !stable[0];
    }
}
