package io.customerreport.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.job.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/** docs/command.md says what the options are, in the words of their help. */
class CommandPageTest {

    private static final Path PAGE = Path.of("docs/command.md");

    /** What the page is to be changed to, for whoever changed an option. */
    private static final Path EXPECTED = Path.of("target/command.md");

    private static final String EXAMPLE = "Example: ";

    @Test
    void optionsOfThePageAreThoseOfTheHelp() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## Options\n");
        int end = page.indexOf("## Exit status\n");

        String expected = page.substring(0, start) + options() + page.substring(end);
        Files.writeString(EXPECTED, expected);

        assertThat(page).as("%s is out of date; %s is not", PAGE, EXPECTED).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleOfEachOptionIsAccepted(String example) throws UsageException {
        String[] required = {"--input", "logs", "--output", "report"};
        List<String> args = new ArrayList<>();
        for (String word : example.split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
            args.add(word.replace("'", ""));
        }
        for (int i = 0; i < required.length; i += 2) {
            if (!args.contains(required[i])) {
                args.addAll(List.of(required[i], required[i + 1]));
            }
        }
        if (example.matches("--(report-every|settle-time|remember|snapshot-every) .*")) {
            args.add("--watch=10s");
        }

        CommandLineParser parser = new CommandLineParser(Clock.systemUTC());
        assertThat(parser.parse(args.toArray(String[]::new)).isPresent() || parser.explains())
                .isTrue();
    }

    static List<String> examples() {
        List<String> examples = new ArrayList<>();
        for (ArgGroupSpec group : groups()) {
            for (OptionSpec option : group.options()) {
                String example = example(option);
                if (example.startsWith("--") || example.startsWith("-D")) {
                    examples.add(example);
                }
            }
        }
        assertThat(examples).hasSizeGreaterThan(12);
        return examples;
    }

    private static String options() {
        StringBuilder section = new StringBuilder("## Options\n\n");
        for (ArgGroupSpec group : groups()) {
            String heading = group.heading().replace("%n", "").replace(":", "");
            section.append("### ").append(heading).append("\n\n");
            for (OptionSpec option : group.options()) {
                append(option, section);
            }
        }
        return section.toString();
    }

    private static void append(OptionSpec option, StringBuilder section) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        section.append("**`").append(option.longestName()).append(label).append("`**  \n");
        section.append(option.description()[0].replace("%%", "%")).append("\n\n");
        if (!example(option).isEmpty()) {
            section.append("    ").append(example(option)).append("\n\n");
        }
    }

    private static String example(OptionSpec option) {
        String[] description = option.description();
        String last = description[description.length - 1];
        return last.startsWith(EXAMPLE) ? last.substring(EXAMPLE.length()).replace("%%", "%") : "";
    }

    private static List<ArgGroupSpec> groups() {
        return new CommandLine(new CustomerReportCommand()).getCommandSpec().argGroups();
    }
}
