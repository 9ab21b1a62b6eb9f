package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.shaded.asm9.org.objectweb.asm.AnnotationVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.apache.flink.shaded.asm9.org.objectweb.asm.commons.ClassRemapper;
import org.apache.flink.shaded.asm9.org.objectweb.asm.commons.Remapper;
import org.apache.flink.shaded.asm9.org.objectweb.asm.tree.ClassNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What may change with Flink's next minor version is used where ARCHITECTURE.md says so.
 *
 * <p>That is whatever Flink does not mark as public, by Flink's own rule for its connectors. Uses
 * are those of the compiled classes, as a call may return an internal class that is never imported.
 */
final class FlinkInternalsTest {

    private static final Set<String> STABLE =
            Set.of(
                    "Lorg/apache/flink/annotation/Public;",
                    "Lorg/apache/flink/annotation/PublicEvolving;",
                    "Lorg/apache/flink/annotation/Experimental;");

    private static final Path CLASSES = Path.of("target/classes/io/customerreport");

    /**
     * One use.
     *
     * @param from our outermost class, without the program's own name
     * @param type Flink's outermost class, by its short name
     */
    private record Use(String from, String type) {

        /** Whether the list names this place: its class, or its package as a whole. */
        boolean isAt(String place) {
            return ('.' + from).endsWith('.' + place)
                    || from.substring(0, from.lastIndexOf('.') + 1).equals(place + '.');
        }
    }

    private record Row(List<String> types, List<String> places) {}

    private static final Map<String, Boolean> INTERNAL = new HashMap<>();

    private static Set<Use> uses;
    private static List<Row> rows;

    @BeforeAll
    static void readClassesAndList() throws IOException {
        uses = new HashSet<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.startsWith(CLASSES.resolve("embedded")))
                    .forEach(FlinkInternalsTest::addUsesOf);
        }
        String page = Files.readString(Path.of("ARCHITECTURE.md"));
        rows =
                page.substring(page.indexOf("## Flink's internal classes"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|"))
                        .map(cells -> new Row(names(cells[1]), names(cells[2].split(":")[0])))
                        .toList();
    }

    @Test
    void internalClassesOfFlinkAreThoseOfTheList() {
        List<String> listed = rows.stream().flatMap(row -> row.types().stream()).toList();

        Set<String> used =
                uses.stream().map(Use::type).collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isNotEmpty();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void eachIsUsedWhereTheListSaysSo() {
        assertThat(rows)
                .flatMap(
                        row ->
                                usesOf(row)
                                        .filter(use -> row.places().stream().noneMatch(use::isAt))
                                        .toList())
                .isEmpty();
        assertThat(rows)
                .flatMap(
                        row ->
                                row.places().stream()
                                        .filter(
                                                place ->
                                                        usesOf(row)
                                                                .noneMatch(use -> use.isAt(place)))
                                        .toList())
                .isEmpty();
    }

    private static Stream<Use> usesOf(Row row) {
        return uses.stream().filter(use -> row.types().contains(use.type()));
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`([\\w.]+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static void addUsesOf(Path file) {
        String from = outermost(CLASSES.relativize(file).toString().replace(".class", ""));
        Remapper types =
                new Remapper(Opcodes.ASM9) {
                    @Override
                    public String map(String name) {
                        String type = outermost(name);
                        if (type.startsWith("org/apache/flink/")
                                && INTERNAL.computeIfAbsent(type, FlinkInternalsTest::isInternal)) {
                            uses.add(
                                    new Use(
                                            from.replace('/', '.'),
                                            type.substring(type.lastIndexOf('/') + 1)));
                        }
                        return name;
                    }
                };
        try (InputStream bytes = Files.newInputStream(file)) {
            // The frames name what else happens to be on the stack.
            new ClassReader(bytes)
                    .accept(new ClassRemapper(new ClassNode(), types), ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outermost(String type) {
        return type.replaceFirst("\\$.*", "");
    }

    private static boolean isInternal(String type) {
        boolean[] stable = new boolean[1];
        try (InputStream bytes =
                FlinkInternalsTest.class.getClassLoader().getResourceAsStream(type + ".class")) {
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
