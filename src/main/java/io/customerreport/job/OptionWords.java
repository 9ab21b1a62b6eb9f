package io.customerreport.job;

import io.customerreport.parse.AmountUnit;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.EventShape;
import io.customerreport.parse.SpelledOption;
import io.customerreport.parse.TsUnit;
import io.customerreport.source.files.AbsolutePath;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.ExecutionConfig.GlobalJobParameters;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Spells the options that a run which goes on must share with the one before, equal for two
 * spellings of one value, and gives them to the job, which keeps them in its state.
 *
 * <p>An option that changes which events count, what they are worth, or where rows go belongs here.
 */
final class OptionWords {

    private static final Set<String> SHAPE =
            Set.of(
                    "--field",
                    "--ts-unit",
                    "--amount-unit",
                    "--minor-digits",
                    "--event-types",
                    "--since",
                    "--until");

    /** Where rows come from and go to, and in which format. */
    private static final Set<String> PLACES =
            Set.of("--output", "--table", "--rejects", "--base", "--keep-state", "--format");

    private final Map<String, String> words = new LinkedHashMap<>();

    private OptionWords() {}

    static Map<String, String> of(JobOptions options) {
        OutputOptions output = options.output();
        EventOptions events = options.events();
        OptionWords all = new OptionWords();
        all.add("--output", output.reports() == null ? null : folder(output.reports().value()));
        all.add("--table", output.table() == null ? null : output.table().toString());
        all.add("--rejects", output.rejects() == null ? null : folder(output.rejects().value()));
        all.add("--base", options.input().base() == null ? null : folder(options.input().base()));
        all.add(
                "--keep-state",
                output.keepState() == null ? null : folder(output.keepState().value()));
        all.add("--format", output.format().toString());
        all.add(
                "--fx-rates",
                events.rules().fxRates().isEmpty() ? null : rates(events.rules().fxRates()));
        all.add(
                "--event-types",
                events.rules().allowedEventTypes() == null
                        ? null
                        : "'"
                                + String.join(
                                        ",", new TreeSet<>(events.rules().allowedEventTypes()))
                                + "'");
        all.addShape(events.rules());
        all.addFlag("--distinct-events", events.distinct());
        all.addFlag(
                "--snapshot-every",
                options.kind() instanceof RunKind.Continuous continuous
                        && continuous.snapshots() != null);
        all.add("--summation", events.summation().toString());
        all.add("--max-line-bytes", Integer.toString(options.input().maxLineBytes()));
        return all.words;
    }

    /** Those that decide which events there are, and what is in them. */
    static Map<String, String> ofShape(JobOptions options) {
        Map<String, String> shape = of(options);
        shape.keySet().retainAll(SHAPE);
        return shape;
    }

    /** Those that decide what is in rows. */
    static Map<String, String> ofRows(JobOptions options) {
        Map<String, String> rows = of(options);
        rows.keySet().removeAll(PLACES);
        return rows;
    }

    /** Defaults are no options, as state of versions without these knows nothing of them. */
    private void addShape(EventRules rules) {
        EventShape shape = rules.shape();
        add(
                "--field",
                shape.fields().isEmpty()
                        ? null
                        : shape.fields().keySet().stream()
                                .map(field -> field.code() + "=" + shape.pointer(field))
                                .collect(Collectors.joining(" --field ")));
        add("--ts-unit", shape.tsUnit() == TsUnit.SECONDS ? null : shape.tsUnit().toString());
        add(
                "--amount-unit",
                shape.amountUnit() == AmountUnit.MAJOR ? null : shape.amountUnit().toString());
        add(
                "--minor-digits",
                shape.minorDigits().isEmpty()
                        ? null
                        : shape.minorDigits().entrySet().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(",")));
        add("--since", rules.since() == Long.MIN_VALUE ? null : Long.toString(rules.since()));
        add("--until", rules.until() == Long.MAX_VALUE ? null : Long.toString(rules.until()));
    }

    /** Adds them to the parameters that the user may have given the job. */
    static void give(JobOptions options, StreamExecutionEnvironment env) {
        Map<String, String> parameters =
                new LinkedHashMap<>(env.getConfig().getGlobalJobParameters().toMap());
        parameters.putAll(of(options));
        env.getConfig().setGlobalJobParameters(new Parameters(parameters));
    }

    private void add(String option, @Nullable String value) {
        words.put(
                option,
                value == null ? SpelledOption.absent(option) : SpelledOption.given(option, value));
    }

    private void addFlag(String option, boolean given) {
        words.put(option, given ? option : SpelledOption.absent(option));
    }

    private static String rates(Map<String, Double> rates) {
        return new TreeMap<>(rates)
                .entrySet().stream()
                        .map(rate -> rate.getKey() + "=" + rate.getValue())
                        .collect(Collectors.joining(","));
    }

    /** The folder that a relative name or a link leads to, whether or not it exists. */
    private static String folder(String value) {
        try {
            Path path = AbsolutePath.of(value);
            return AbsolutePath.isLocal(path)
                    ? "'" + new File(path.getPath()).getCanonicalPath() + "'"
                    : "'" + path + "'";
        } catch (IOException | IllegalArgumentException e) {
            // What is no path was refused before.
            return "'" + value + "'";
        }
    }

    private static final class Parameters extends GlobalJobParameters {

        private static final long serialVersionUID = 1;

        private final Map<String, String> parameters;

        Parameters(Map<String, String> parameters) {
            this.parameters = parameters;
        }

        @Override
        public Map<String, String> toMap() {
            return parameters;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Parameters that && parameters.equals(that.parameters);
        }

        @Override
        public int hashCode() {
            return parameters.hashCode();
        }
    }
}
