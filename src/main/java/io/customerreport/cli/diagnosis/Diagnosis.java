package io.customerreport.cli.diagnosis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.customerreport.cli.files.ShellWord;
import io.customerreport.count.LineSamples.Line;
import io.customerreport.json.JsonValues;
import io.customerreport.json.JsonValues.Scalar;
import io.customerreport.parse.EventField;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.LineOutcome;
import io.customerreport.parse.TsUnit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says why a run could use few of its lines, or none, and what helps.
 *
 * <p>From a sample of those lines, so it may be wrong, but for the same sample it is the same.
 */
public final class Diagnosis {

    /** The most lines that it has. */
    public static final int MAX_LINES = 5;

    /** Fewer of the lines are not a reason to ask what is wrong with a log. */
    private static final int SUSPICIOUS_SHARE = 10;

    /** How many kinds of lines that are not objects are told. */
    private static final int MAX_KINDS = 3;

    private static final int MAX_TYPES = 10;

    private final EventRules rules;
    private final Map<String, Long> leftOut;
    private final List<Line> sample;
    private final Set<Finding> findings = new LinkedHashSet<>();

    private Diagnosis(EventRules rules, Map<String, Long> leftOut, List<Line> sample) {
        this.rules = rules;
        this.leftOut = leftOut;
        this.sample = sample;
    }

    /**
     * Looks at what was read; finds nothing if more than nine of ten lines are used, or there were
     * none.
     *
     * @param rules by which the lines were read
     * @param accepted how many lines were accepted
     * @param leftOut how many were not, by the code of their {@link LineOutcome}, blank lines not
     *     counted
     * @param sample some of them
     */
    public static Diagnosis of(
            EventRules rules, long accepted, Map<String, Long> leftOut, List<Line> sample) {
        long rejected =
                LineOutcome.rejects().stream()
                        .mapToLong(reason -> leftOut.getOrDefault(reason.code(), 0L))
                        .sum();
        long filtered = leftOut.values().stream().mapToLong(Long::longValue).sum() - rejected;
        long lines = accepted + filtered + rejected;
        boolean suspicious = accepted == 0 || rejected > lines / SUSPICIOUS_SHARE;
        Diagnosis diagnosis = new Diagnosis(rules, leftOut, sample);
        if (lines > 0 && suspicious) {
            diagnosis.look(accepted == 0);
        }
        return diagnosis;
    }

    /** At most {@value #MAX_LINES} sentences without a full stop, the most telling first. */
    public List<String> lines() {
        return findings.stream().limit(MAX_LINES).map(Finding::toString).toList();
    }

    /** Options that would make more lines usable, each argument as a program gets it. */
    public List<String> options() {
        return findings.stream().flatMap(finding -> finding.options().stream()).toList();
    }

    /** Whether a file is one JSON array, of which the last element alone is a line of its own. */
    public static boolean isArray(List<Line> sample) {
        return sample.stream().anyMatch(TextShape::beginsAnArray);
    }

    private void look(boolean nothingAccepted) {
        texts();
        wrappers();
        fields();
        times();
        if (nothingAccepted) {
            eventTypes();
            period();
        }
    }

    private List<Line> sampleOf(LineOutcome... reasons) {
        List<String> codes = Arrays.stream(reasons).map(LineOutcome::code).toList();
        return sample.stream().filter(line -> codes.contains(line.reason())).toList();
    }

    /** Lines that are no JSON objects, the most frequent kind first. */
    private void texts() {
        Map<String, List<Line>> byFile =
                sampleOf(
                                LineOutcome.MALFORMED_JSON,
                                LineOutcome.NOT_AN_OBJECT,
                                LineOutcome.LINE_TOO_LONG)
                        .stream()
                        .collect(groupingBy(Line::file, TreeMap::new, toList()));
        Map<TextShape.Kind, Finding> first = new EnumMap<>(TextShape.Kind.class);
        Map<TextShape.Kind, Integer> times = new EnumMap<>(TextShape.Kind.class);
        byFile.values().forEach(lines -> texts(lines, first, times));
        first.keySet().stream()
                .sorted(Comparator.comparing(times::get, Comparator.reverseOrder()))
                .limit(MAX_KINDS)
                .forEach(kind -> add(first.get(kind)));
    }

    /** What most lines of one file look like. */
    private static void texts(
            List<Line> lines,
            Map<TextShape.Kind, Finding> first,
            Map<TextShape.Kind, Integer> times) {
        Map<TextShape.Kind, Finding> found = new EnumMap<>(TextShape.Kind.class);
        Map<TextShape.Kind, Integer> hits = new EnumMap<>(TextShape.Kind.class);
        for (Line line : lines) {
            TextShape.of(line)
                    .ifPresent(
                            match -> {
                                found.putIfAbsent(match.kind(), match.finding());
                                hits.merge(match.kind(), 1, Integer::sum);
                            });
        }
        found.keySet().removeIf(kind -> kind.isPartOfAny(found.keySet()));
        found.forEach(
                (kind, finding) -> {
                    if (kind.isToldByTheFirstLine() || 2 * hits.get(kind) > lines.size()) {
                        first.putIfAbsent(kind, finding);
                        times.merge(kind, hits.get(kind), Integer::sum);
                    }
                });
    }

    private void add(Finding finding) {
        findings.add(finding);
    }

    /** Objects in which a string holds the event. */
    private void wrappers() {
        for (Line line : sampleOf(LineOutcome.MISSING_EVENT_ID, LineOutcome.MISSING_CUSTOMER_ID)) {
            for (Map.Entry<String, Scalar> member : values(line).scalars().entrySet()) {
                String inside = member.getValue().text().strip();
                if (member.getValue().string()
                        && inside.startsWith("{")
                        && !JsonValues.of(inside).scalars().isEmpty()) {
                    add(
                            Finding.helpedBy(
                                    "'%s' has the event as JSON within the string %s"
                                            .formatted(line.file(), member.getKey().substring(1)),
                                    "jq -c %s < %s > %s"
                                            .formatted(
                                                    ShellWord.quoted(
                                                            JqPath.of(member.getKey())
                                                                    + " | fromjson"),
                                                    ShellWord.of(line.file()),
                                                    ShellWord.of(line.file() + ".events.ndjson"))));
                    return;
                }
            }
        }
    }

    private static JsonValues values(Line line) {
        return JsonValues.of(new String(line.head(), StandardCharsets.UTF_8).strip());
    }

    /** Objects that lack fields, or have them where nobody looks. */
    private void fields() {
        List<JsonValues> lines =
                sampleOf(
                                LineOutcome.MISSING_EVENT_ID,
                                LineOutcome.MISSING_CUSTOMER_ID,
                                LineOutcome.NON_POSITIVE_TS,
                                LineOutcome.INVALID_EVENT_ID,
                                LineOutcome.INVALID_CUSTOMER_ID)
                        .stream()
                        .map(Diagnosis::values)
                        .filter(values -> !values.scalars().isEmpty())
                        .toList();
        if (!findings.isEmpty() || lines.isEmpty()) {
            return;
        }
        FieldGuess guess = new FieldGuess(lines, rules);
        if (guess.missing().isEmpty()) {
            return;
        }
        add(Finding.helpedBy(guess.sentence(), guess.helps() ? guess.options() : List.of()));
    }

    /** Times in another unit than the one that they are read in. */
    private void times() {
        String pointer = rules.shape().pointer(EventField.TS);
        Map<TsUnit, Integer> units = new EnumMap<>(TsUnit.class);
        String example = null;
        for (Line line :
                sampleOf(
                        LineOutcome.FUTURE_TS,
                        LineOutcome.INVALID_TS,
                        LineOutcome.NON_POSITIVE_TS)) {
            Scalar ts = values(line).scalars().get(pointer);
            TsUnit unit = ts == null ? null : TimeText.unit(ts);
            if (unit != null && unit != rules.shape().tsUnit()) {
                units.merge(unit, 1, Integer::sum);
                example = example == null ? ts.text() : example;
            }
        }
        String first = example;
        units.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(
                        unit ->
                                add(
                                        Finding.helpedBy(
                                                "times such as %s are no %s"
                                                        .formatted(
                                                                first,
                                                                named(rules.shape().tsUnit())),
                                                List.of("--ts-unit", unit.getKey().toString()))));
    }

    private static String named(TsUnit unit) {
        return unit == TsUnit.ISO_8601
                ? "date-times of RFC 3339"
                : unit.name().toLowerCase(Locale.ROOT);
    }

    /** Types other than those that the user asked for. */
    private void eventTypes() {
        Set<String> allowed = rules.allowedEventTypes();
        if (allowed == null || !leftOut.containsKey(LineOutcome.EVENT_TYPE_NOT_ALLOWED.code())) {
            return;
        }
        Set<String> found = new TreeSet<>();
        for (Line line : sampleOf(LineOutcome.EVENT_TYPE_NOT_ALLOWED)) {
            Scalar type = values(line).scalars().get(rules.shape().pointer(EventField.EVENT_TYPE));
            found.add(type == null ? "" : type.text());
        }
        if (found.isEmpty()) {
            return;
        }
        Map<String, String> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        allowed.forEach(type -> ignoringCase.put(type.strip(), type));
        List<String> alike =
                found.stream().filter(type -> ignoringCase.containsKey(type.strip())).toList();
        String types =
                String.join(
                        ", ",
                        found.stream().limit(MAX_TYPES).map(type -> "'" + type + "'").toList());
        add(
                Finding.helpedBy(
                        "no event has one of the types of --event-types; types are case-sensitive,"
                                + " and the log has "
                                + types,
                        alike.isEmpty()
                                ? List.of()
                                : List.of("--event-types", String.join(",", alike))));
    }

    /** A period in which nothing happened. */
    private void period() {
        long early = leftOut.getOrDefault(LineOutcome.BEFORE_SINCE.code(), 0L);
        long late = leftOut.getOrDefault(LineOutcome.AFTER_UNTIL.code(), 0L);
        if (early + late == 0) {
            return;
        }
        List<String> times = new ArrayList<>();
        for (Line line : sampleOf(LineOutcome.BEFORE_SINCE, LineOutcome.AFTER_UNTIL)) {
            Scalar ts = values(line).scalars().get(rules.shape().pointer(EventField.TS));
            if (ts != null) {
                times.add(ts.text());
            }
        }
        add(
                Finding.of(
                        "%d events are before --since and %d are at --until or later%s"
                                .formatted(
                                        early,
                                        late,
                                        times.isEmpty() ? "" : "; one is at " + times.get(0))));
    }
}
