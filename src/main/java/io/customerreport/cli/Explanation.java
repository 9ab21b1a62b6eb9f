package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.diagnosis.SampledLines;
import io.customerreport.cli.files.ShellWord;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.options.ExplainOptions;
import io.customerreport.cli.settings.FileSystemPlugins;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import io.customerreport.parse.EventRules;
import io.customerreport.source.files.ContentHead;
import io.customerreport.source.files.InputException;
import io.customerreport.source.files.InputFiles;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Tells what an input looks like from the beginnings of its files, and what to run. */
final class Explanation {

    /** How much of each file is looked at, decompressed. */
    private static final int SAMPLE_BYTES = 64 * 1024;

    /** Files are taken from all over the input, so that it takes seconds however many there are. */
    private static final int MAX_FILES = 100;

    private static final int MAX_STEPS = 3;

    private static final String INDENT = "  ";

    private final String[] args;
    private final Console console;
    private final InputFiles inputs;
    private final Map<String, ContentHead> heads = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    private Explanation(String[] args, Console console, InputFiles inputs) {
        this.args = args;
        this.console = console;
        this.inputs = inputs;
    }

    /**
     * Prints it.
     *
     * @param args as the user gave them
     * @throws UsageException if the input cannot be found
     */
    static void print(String[] args, ExplainOptions options, Console console)
            throws UsageException {
        List<Given> paths =
                options.input().paths().stream().map(path -> new Given("--input", path)).toList();
        FileSystemPlugins.load(paths, options.execution().flinkSettings());
        try {
            Explanation explanation =
                    new Explanation(args, console, InputFiles.resolve(options.input().paths()));
            explanation.readHeads();
            explanation.print(options.events().rules());
        } catch (InputException e) {
            throw new UsageException("--input " + e.why());
        } catch (IOException e) {
            throw new UsageException("--input cannot be listed: " + FailureMessage.of(e));
        }
    }

    private void readHeads() throws IOException {
        List<Path> files = inputs.files();
        int wanted = Math.min(files.size(), MAX_FILES);
        for (int i = 0; i < wanted; i++) {
            Path file = files.get((int) ((long) i * files.size() / wanted));
            String name = inputs.names().spell(file);
            try {
                heads.put(name, ContentHead.of(file, SAMPLE_BYTES));
            } catch (IOException e) {
                unread.put(name, FailureMessage.of(e));
            }
        }
    }

    private void print(EventRules rules) {
        StringBuilder text = new StringBuilder();
        SampledLines sample = sample(rules);
        line(
                text,
                "%s, %s as stored; read here: the beginning of %s"
                        .formatted(
                                counted(inputs.count(), "file"),
                                counted(inputs.bytes(), "byte"),
                                counted(heads.size(), "file")));
        unread.forEach((name, why) -> line(text, "'%s' cannot be read: %s".formatted(name, why)));
        tell(text, sample);
        String[] command = args;
        SampledLines best = sample;
        List<String> suggested = new ArrayList<>();
        // What one option makes readable may show that another is needed.
        for (int step = 0; step < MAX_STEPS; step++) {
            List<String> options = best.diagnosis().options();
            String[] next = with(command, options);
            SampledLines better = options.isEmpty() ? null : read(next);
            if (better == null) {
                break;
            }
            command = next;
            suggested.addAll(options);
            best = better;
        }
        if (!suggested.isEmpty()) {
            line(text, "");
            line(text, "with " + words(suggested));
            tell(text, best);
        }
        line(text, "");
        line(
                text,
                best.accepted() == 0 && !best.diagnosis().lines().isEmpty()
                        ? "then run this, with the file that the command above wrote as --input:"
                        : "to run:");
        line(text, INDENT + "./customer-report " + runnable(command));
        console.print(text);
    }

    private SampledLines sample(EventRules rules) {
        SampledLines lines = new SampledLines(rules);
        heads.forEach((name, head) -> lines.read(name, head.bytes(), head.cut()));
        return lines;
    }

    private static void tell(StringBuilder text, SampledLines sample) {
        String leftOut =
                sample.leftOut().entrySet().stream()
                        .map(
                                reason ->
                                        ", %s %s"
                                                .formatted(
                                                        grouped(reason.getValue()),
                                                        reason.getKey()))
                        .collect(Collectors.joining());
        line(
                text,
                "lines: %s accepted, %s blank%s"
                        .formatted(grouped(sample.accepted()), grouped(sample.blank()), leftOut));
        sample.diagnosis().lines().forEach(hint -> line(text, "hint: " + hint));
        if (!sample.events().isEmpty()) {
            line(text, "as events are read:");
            sample.events().forEach(event -> line(text, INDENT + event));
        }
    }

    /** What would be read with other options, null if they cannot be. */
    private @Nullable SampledLines read(String[] command) {
        try {
            CommandLineParser parser = new CommandLineParser(Clock.systemUTC());
            parser.parse(command);
            return sample(parser.explainOptions().events().rules());
        } catch (UsageException e) {
            return null;
        }
    }

    /** The arguments with other options in place of those of the same meaning. */
    private static String[] with(String[] command, List<String> suggested) {
        List<String> all = new ArrayList<>(List.of(command));
        for (int i = 0; i + 1 < suggested.size(); i += 2) {
            remove(all, suggested.get(i), suggested.get(i + 1));
        }
        all.addAll(suggested);
        return all.toArray(String[]::new);
    }

    private static void remove(List<String> all, String option, String value) {
        // Of the fields, each may stand once.
        String start = option.equals("--field") ? value.substring(0, value.indexOf('=') + 1) : "";
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).startsWith(option + "=" + start)) {
                all.remove(i);
            } else if (all.get(i).equals(option)
                    && i + 1 < all.size()
                    && all.get(i + 1).startsWith(start)) {
                all.remove(i + 1);
                all.remove(i);
            }
        }
    }

    private static String runnable(String[] command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.remove("--explain");
        boolean output =
                all.stream().anyMatch(arg -> arg.equals("--output") || arg.startsWith("--output="));
        return words(all) + (output ? "" : " --output report");
    }

    private static String words(List<String> args) {
        return args.stream().map(ShellWord::of).collect(Collectors.joining(" "));
    }

    private static String counted(long count, String what) {
        return grouped(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static void line(StringBuilder text, String line) {
        text.append(Console.printable(line)).append(System.lineSeparator());
    }
}
