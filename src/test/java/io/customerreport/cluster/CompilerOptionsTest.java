package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVM passes over a compiler's option for a method that does not exist without a word. */
final class CompilerOptionsTest {

    private static final Pattern OPTION =
            Pattern.compile(
                    "-XX:CompileCommand=(?:dont)?inline,([\\w.$]+)::([\\w$]+|\\*)(?=\\s|$)");

    private static final Pattern ANY_OPTION = Pattern.compile("-XX:CompileCommand=(?!quiet)\\S+");

    @ParameterizedTest
    @CsvSource({
        "src/main/launcher/jvm.options, 4",
        "src/main/launcher/c2.options, 15",
        "flink-conf/config.yaml, 4",
        "kubernetes/customer-report.yaml, 4"
    })
    void everyMethodInTheCompilersOptionsExists(Path file, int options) throws IOException {
        String text = Files.readString(file);

        List<String> wrong = new ArrayList<>();
        Matcher option = OPTION.matcher(text);
        int found = 0;
        for (; option.find(); found++) {
            if (!exists(option.group(1), option.group(2))) {
                wrong.add(option.group());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(found).isEqualTo(options);
        assertThat(ANY_OPTION.matcher(text).results()).hasSize(options);
    }

    private static boolean exists(String type, String method) {
        try {
            Class<?> found = Class.forName(type, false, CompilerOptionsTest.class.getClassLoader());
            return method.equals("*")
                    || Stream.of(found.getDeclaredMethods())
                            .map(Method::getName)
                            .anyMatch(method::equals);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
