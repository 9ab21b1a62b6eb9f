package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.bytes.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Every line of the golden inputs, against what the Python program made of it. */
class GoldenLinesTest {

    private static final EventRules RULES =
            new EventRules(
                    Map.of(
                            "USD", 1.0, "EUR", 1.09, "GBP", 1.27, "JPY", 0.0067, "INR", 0.012,
                            "BRL", 0.19, "CHF", 1.13),
                    null,
                    1_767_225_600L);

    private record Reject(String reason, long offset, String line) {}

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Reject> rejects = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"basic", "hostile"})
    void linesAreCountedAndRejectedAsThePythonProgramDoes(String name) throws IOException {
        Map<String, Integer> expectedCounts = expectedCounts(name);
        List<Reject> expectedRejects = expectedRejects(name);

        readLines(resource(name + ".ndjson"));

        assertThat(counts).isEqualTo(expectedCounts);
        assertThat(rejects).isNotEmpty().isEqualTo(expectedRejects);
    }

    private void readLines(byte[] input) {
        JsonEventReader reader = new JsonEventReader(RULES);
        Event event = new Event();
        int start = 0;
        for (int at = 0; at < input.length; at++) {
            if (input[at] != '\n') {
                continue;
            }
            LineOutcome outcome = reader.read(input, start, at, event);
            counts.merge("lines", 1, Integer::sum);
            counts.merge(outcome.code(), 1, Integer::sum);
            if (outcome.isReject()) {
                String line = Utf8.decodeReplacing(input, start, at);
                rejects.add(new Reject(outcome.code(), start, line));
            }
            start = at + 1;
        }
        assertThat(start).as("the input ends with a line end").isEqualTo(input.length);
    }

    private static Map<String, Integer> expectedCounts(String name) throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        try (JsonParser parser = open(name + ".counts.expected.json")) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                expected.put(parser.currentName(), parser.nextIntValue(-1));
            }
        }
        // Not a matter of lines.
        expected.remove("customers");
        return expected;
    }

    private static List<Reject> expectedRejects(String name) throws IOException {
        List<Reject> expected = new ArrayList<>();
        try (JsonParser parser = open(name + ".rejects.expected.ndjson")) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> row = new TreeMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    parser.nextToken();
                    row.put(parser.currentName(), parser.getString());
                }
                long offset = Long.parseLong(row.get("offset"));
                expected.add(new Reject(row.get("reason"), offset, row.get("line")));
            }
        }
        return expected;
    }

    private static JsonParser open(String name) throws IOException {
        return new JsonFactory().createParser(ObjectReadContext.empty(), resource(name));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = GoldenLinesTest.class.getResourceAsStream("/golden/" + name)) {
            return in.readAllBytes();
        }
    }
}
