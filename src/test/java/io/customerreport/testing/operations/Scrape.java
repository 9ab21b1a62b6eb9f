package io.customerreport.testing.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one look at a Prometheus reporter returned. */
public record Scrape(List<Sample> samples) {

    /** Prometheus' text format: name, labels, value. */
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");

    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    public record Sample(String name, Map<String, String> labels, double value) {}

    public static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        return read(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
    }

    /** Reads a text whose every line is a comment or a sample. */
    public static Scrape read(String text) {
        return new Scrape(
                text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("no sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            int end = 0;
            while (label.find() && label.start() == end) {
                labels.put(label.group(1), unescaped(label.group(2)));
                end = label.end();
            }
            if (end < sample.group(2).length()) {
                throw new AssertionError("no labels: " + line);
            }
        }
        return new Sample(sample.group(1), labels, number(sample.group(3)));
    }

    private static String unescaped(String value) {
        return ESCAPE.matcher(value)
                .replaceAll(
                        escape ->
                                switch (escape.group(1)) {
                                    case "n" -> "\n";
                                    case "\\" -> "\\\\";
                                    case "\"" -> "\"";
                                    default -> throw new AssertionError("no escape: " + value);
                                });
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    public Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toSet());
    }

    public List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The sum over all subtasks; 0 while there is none. */
    public double sum(String name) {
        return named(name).stream().mapToDouble(Sample::value).sum();
    }

    /** Sums over all subtasks by the value of a label. */
    public Map<String, Double> sumBy(String label, String name) {
        return named(name).stream()
                .collect(
                        Collectors.groupingBy(
                                sample -> sample.labels().get(label),
                                Collectors.summingDouble(Sample::value)));
    }
}
