package io.customerreport.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.Given;
import io.customerreport.job.JobOptions;
import io.customerreport.job.UsageException;
import io.customerreport.parse.EventField;
import io.customerreport.parse.TsUnit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionFilesTest {

    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("shop.options");
    }

    private JobOptions parse(String... args) throws UsageException {
        return new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow();
    }

    @Test
    void optionsOfAFileStandWhereItIsNamed() throws Exception {
        Files.writeString(
                file,
                """
                # A shop's events
                --field customer_id=/user/the id
                  --field=ts=time\t

                --ts-unit   ms
                --strict-input
                --event-types checkout, refund
                """);

        JobOptions options = parse("@" + file, "--input", "logs", "--output=report");

        assertThat(options.events().rules().shape().fields())
                .containsEntry(EventField.CUSTOMER_ID, "/user/the id")
                .containsEntry(EventField.TS, "time");
        assertThat(options.events().rules().shape().tsUnit()).isEqualTo(TsUnit.MILLISECONDS);
        assertThat(options.events().rules().allowedEventTypes())
                .containsExactlyInAnyOrder("checkout", "refund");
        assertThat(options.input().strict()).isTrue();
    }

    @Test
    void linesMayEndAsOnWindows() throws Exception {
        Files.writeString(file, "--ts-unit ms\r\n# more\r\n");

        JobOptions options = parse("--input", "logs", "--output", "report", "@" + file);

        assertThat(options.events().rules().shape().tsUnit()).isEqualTo(TsUnit.MILLISECONDS);
    }

    @Test
    void valueThatBeginsWithTheMarkIsAValue() throws Exception {
        JobOptions options = parse("--input", "@logs", "--output=@report");

        assertThat(options.input().paths()).containsExactly("@logs");
        assertThat(options.output().reports()).isEqualTo(new Given("--output", "@report"));
    }

    @Test
    void optionOfAFileAndOneOfTheLineAreGivenTwice() throws Exception {
        Files.writeString(file, "--ts-unit ms");

        assertThatThrownBy(() -> parse("--input=a", "--output=b", "@" + file, "--ts-unit", "us"))
                .hasMessage("--ts-unit is given more than once: 'ms' and 'us'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ts-unit ms", "report", "@other.options"})
    void lineThatIsNoOptionIsRefusedByItsNumber(String line) throws Exception {
        Files.writeString(file, "\n# comment\n" + line + "\n");

        assertThatThrownBy(() -> parse("@" + file))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "line 3 of @%s is '%s', which is not an option: each line holds an option and its value"
                                .formatted(file, line));
    }

    @Test
    void fileThatCannotBeReadIsNamed() throws Exception {
        Files.write(folder.resolve("latin1"), "--input é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> parse("@none"))
                .hasMessage("@none names a file of options that does not exist");
        assertThatThrownBy(() -> parse("@" + folder))
                .hasMessage("@" + folder + " cannot be read as a file of options");
        assertThatThrownBy(() -> parse("@" + folder.resolve("latin1")))
                .hasMessage("@" + folder.resolve("latin1") + " is not a text in UTF-8");
    }
}
