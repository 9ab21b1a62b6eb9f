package io.customerreport.testing.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts the two files of CSV together to what the same run writes as JSON. */
public final class CsvReports {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TEXTS = Set.of("customer_id", "top_event_type");

    private CsvReports() {}

    /**
     * Reports by customer, from part files of a bounded run; a row that is there twice is an error.
     */
    public static Map<String, JsonNode> read(Path folder) throws IOException {
        Map<String, JsonNode> reports = new TreeMap<>();
        for (Map<String, String> row : rows(folder, "reports-")) {
            ObjectNode report = JSON.createObjectNode();
            for (Map.Entry<String, String> field : row.entrySet()) {
                report.set(
                        field.getKey(),
                        TEXTS.contains(field.getKey())
                                ? report.textNode(field.getValue())
                                : number(field.getValue()));
            }
            report.putObject("by_day");
            if (reports.put(row.get("customer_id"), report) != null) {
                throw new AssertionError("two rows of one customer: " + row);
            }
        }
        for (Map<String, String> row : rows(folder, "days-")) {
            ObjectNode day = JSON.createObjectNode();
            day.set("events", number(row.get("events")));
            day.set("spend_usd", number(row.get("spend_usd")));
            ObjectNode days = (ObjectNode) reports.get(row.get("customer_id")).get("by_day");
            if (days.replace(row.get("day"), day) != null) {
                throw new AssertionError("two rows of one day: " + row);
            }
        }
        return reports;
    }

    /** As JSON has it: spelled alike, but for what is not finite, which is a string there. */
    private static JsonNode number(String field) throws IOException {
        return JSON.readTree(
                Character.isLetter(field.charAt(field.length() - 1)) ? '"' + field + '"' : field);
    }

    /** All rows of the part files of a kind, by the names of their columns. */
    public static List<Map<String, String>> rows(Path folder, String prefix) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<List<String>> headers = new HashSet<>();
        for (Path file : parts(folder, prefix)) {
            List<List<String>> records = Csv.read(Files.readAllBytes(file));
            List<String> header = records.get(0);
            headers.add(header);
            for (List<String> record : records.subList(1, records.size())) {
                Map<String, String> row = new HashMap<>();
                IntStream.range(0, header.size())
                        .forEach(i -> row.put(header.get(i), record.get(i)));
                rows.add(row);
            }
        }
        if (headers.size() > 1) {
            throw new AssertionError("different headers: " + headers);
        }
        return rows;
    }

    private static List<Path> parts(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        }
    }
}
