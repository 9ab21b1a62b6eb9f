package io.customerreport.testing.operations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The PromQL of dashboard and alerts. */
public final class Expressions {

    private static final Pattern METRIC = Pattern.compile("flink_\\w+");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Pattern MATCHED = Pattern.compile("[{,]\\s*(\\w+)\\s*(?:=|!)");

    private Expressions() {}

    public static List<String> ofAlerts() throws IOException {
        List<String> expressions = new ArrayList<>();
        Map<?, ?> file = ConfigurationFiles.read("monitoring/prometheus/alerts.yml");
        for (Object group : (List<?>) file.get("groups")) {
            for (Object rule : (List<?>) ConfigurationFiles.at(group, "rules")) {
                expressions.add((String) ConfigurationFiles.at(rule, "expr"));
            }
        }
        return expressions;
    }

    public static List<String> ofDashboard() throws IOException {
        List<String> expressions = new ArrayList<>();
        Map<?, ?> dashboard =
                ConfigurationFiles.read("monitoring/grafana/dashboards/customer-report.json");
        for (Object panel : (List<?>) dashboard.get("panels")) {
            List<?> targets = (List<?>) ConfigurationFiles.at(panel, "targets");
            for (Object target : targets == null ? List.of() : targets) {
                expressions.add((String) ConfigurationFiles.at(target, "expr"));
            }
        }
        return expressions;
    }

    public static Set<String> metrics(String expression) {
        Set<String> metrics = new TreeSet<>();
        METRIC.matcher(expression).results().map(MatchResult::group).forEach(metrics::add);
        return metrics;
    }

    /** The labels by which an expression groups and selects. */
    public static Set<String> labels(String expression) {
        Set<String> labels = new TreeSet<>();
        GROUPED.matcher(expression)
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(",")))
                .map(String::strip)
                .forEach(labels::add);
        MATCHED.matcher(expression).results().map(match -> match.group(1)).forEach(labels::add);
        return labels;
    }
}
