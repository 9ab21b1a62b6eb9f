package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs build on is what docs/embedding.md lists, marked as Flink marks its own. */
final class PublicApiTest {

    private static final Pattern MARKED =
            Pattern.compile(
                    "@PublicEvolving\\s+public (?:static |final )*(?:class|record|enum|[\\w<>]+) (\\w+)");

    private static final Pattern LISTED = Pattern.compile("^\\| `(?:\\w+\\.)*(\\w+)` \\|");

    @Test
    void whatIsMarkedIsWhatIsListed() throws IOException {
        List<String> listed =
                Files.readString(Path.of("docs/embedding.md"))
                        .lines()
                        .flatMap(line -> names(LISTED, line))
                        .toList();

        List<String> marked =
                Sources.files().stream()
                        .map(Sources::text)
                        .flatMap(text -> names(MARKED, text))
                        .toList();

        assertThat(marked).isNotEmpty().containsExactlyInAnyOrderElementsOf(listed);
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }
}
