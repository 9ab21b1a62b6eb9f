package io.customerreport.testing.input;

import io.customerreport.job.Summation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** The golden inputs and the answers expected of them. */
public final class Golden {

    /** The clock under which the expected answers hold. */
    public static final long NOW_TS = 1_767_225_600L;

    /** The rates likewise. */
    public static final Map<String, Double> FX_RATES =
            Map.of(
                    "USD", 1.0, "EUR", 1.09, "GBP", 1.27, "JPY", 0.0067, "INR", 0.012, "BRL", 0.19,
                    "CHF", 1.13);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** What to give {@code --fx-rates}. */
    public static String ratesAsText() {
        return FX_RATES.entrySet().stream()
                .map(rate -> rate.getKey() + "=" + rate.getValue())
                .collect(Collectors.joining(","));
    }

    public static Path folder() {
        return FOLDER;
    }

    public static Path input(String name) {
        return FOLDER.resolve(name + ".ndjson");
    }

    public static Map<String, JsonNode> expectedReports(String name, Summation summation)
            throws IOException {
        String mode = summation.name().toLowerCase(java.util.Locale.ROOT);
        return reports(Files.readAllLines(FOLDER.resolve(name + "." + mode + ".expected.ndjson")));
    }

    /** Rows by customer id; two rows of one customer are an error. */
    public static Map<String, JsonNode> reports(List<String> rows) throws IOException {
        Map<String, JsonNode> reports = new TreeMap<>();
        for (String row : rows) {
            JsonNode report = JSON.readTree(row);
            if (reports.put(report.get("customer_id").textValue(), report) != null) {
                throw new AssertionError("two reports of one customer: " + row);
            }
        }
        return reports;
    }

    /** Rejects by offset, as reason and text. */
    public static Map<Long, String> rejects(List<String> rows) throws IOException {
        Map<Long, String> rejects = new TreeMap<>();
        for (String row : rows) {
            JsonNode reject = JSON.readTree(row);
            String before =
                    rejects.put(
                            reject.get("offset").longValue(),
                            reject.get("reason").textValue()
                                    + " "
                                    + reject.get("line").textValue());
            if (before != null) {
                throw new AssertionError("two rejects at one offset: " + row);
            }
        }
        return rejects;
    }

    public static Map<Long, String> expectedRejects(String name) throws IOException {
        return rejects(Files.readAllLines(FOLDER.resolve(name + ".rejects.expected.ndjson")));
    }

    public static Map<String, Long> expectedCounts(String name) throws IOException {
        JsonNode counts = JSON.readTree(FOLDER.resolve(name + ".counts.expected.json").toFile());
        Map<String, Long> expected = new TreeMap<>();
        counts.fieldNames().forEachRemaining(n -> expected.put(n, counts.get(n).longValue()));
        return expected;
    }
}
