package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurrogateNamesTest {

    private final SurrogateNames names = SurrogateNames.otherThan(FieldTree.of(EventShape.PLAIN));

    @Test
    void onlyNamesChange() {
        String text = "{\"a\\udfaa\" : \"\\uDFAA\", \"b\\ud83d\\uDE00\":[\"\\ud800:\"]}";

        assertThat(names.replaced(text))
                .isEqualTo("{\"a\\ufffd\" : \"\\uDFAA\", \"b\\ud83d\\uDE00\":[\"\\ud800:\"]}");
    }

    @Test
    void escapedBackslashBeginsNoEscape() {
        String text = "{\"\\\\ud800\":1,\"\\\\\\ud800\":\"\\ud800\"}";

        assertThat(names.replaced(text)).isEqualTo("{\"\\\\ud800\":1,\"\\\\\\ufffd\":\"\\ud800\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufffd", "/a/\ufffd\ufffc", "/\ufffd/b"})
    void nameOfALoneSurrogateIsNeverTheNameOfAField(String where) {
        EventRules rules =
                EventRules.builder().nowTs(1).field(EventField.CUSTOMER_ID, where).build();
        byte[] line =
                "{\"event_id\":1,\"ts\":1,\"\\ud800\":2,\"a\":{\"\\ud800\\udbff\":2}}"
                        .getBytes(StandardCharsets.UTF_8);

        LineOutcome outcome = new JsonEventReader(rules).read(line, 0, line.length, new Event());

        assertThat(outcome).isEqualTo(LineOutcome.MISSING_CUSTOMER_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"\\udfaa\":0,%s}",
                "{%s,\"\\ud800\":0}",
                "{%s,\"m\":{\"\\ud800x\":{\"\\udc00\\ud800\":\"\\udc00\"}}}",
                "{%s,\"\uD83D\uDE00\":1}",
                "{%s,\"\\ud83d\\ude00\":1}",
                "{%s,\"\\ud83d\uD83D\uDE00\":1}"
            })
    void nameMayHoldAnySurrogates(String format) {
        String event = "\"event_id\":\"e\",\"customer_id\":\"c\",\"ts\":1";
        byte[] line = format.formatted(event).getBytes(StandardCharsets.UTF_8);

        LineOutcome outcome =
                new JsonEventReader(new EventRules(Map.of(), null, 1))
                        .read(line, 0, line.length, new Event());

        assertThat(outcome).isEqualTo(LineOutcome.ACCEPTED);
    }

    @Test
    void brokenEscapeInANameStaysMalformed() {
        byte[] line = "{\"\\ud80\":0}".getBytes(StandardCharsets.UTF_8);

        LineOutcome outcome =
                new JsonEventReader(new EventRules(Map.of(), null, 1))
                        .read(line, 0, line.length, new Event());

        assertThat(outcome).isEqualTo(LineOutcome.MALFORMED_JSON);
    }
}
