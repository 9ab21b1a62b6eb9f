package io.customerreport.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateLogTest {

    @TempDir Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void writesWhatTheGeneratorMakesOfTheSameOptions() throws IOException {
        Path file = folder.resolve("payments.ndjson");
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = 500;
        options.customers = 20;
        options.skew = 0.5;
        options.seed = 9;

        int status =
                run("--events=500", "--customers=20", "--skew=0.5", "--seed=9", "--output=" + file);

        assertThat(status).isZero();
        assertThat(Files.readAllBytes(file))
                .isEqualTo(new PaymentLogGenerator(options).toByteArray());
    }

    @Test
    void hostileLinesAreAsManyAsAskedFor() throws IOException {
        Path file = folder.resolve("hostile.ndjson");

        int status = run("--hostile", "--events=300", "--output=" + file);

        assertThat(status).isZero();
        assertThat(JacksonEvent.split(Files.readAllBytes(file))).hasSize(300);
    }

    @ParameterizedTest
    @CsvSource({
        "--events=-1, --events -1 is not between 0 and 999999999999.",
        "--events=many, 'Invalid value for option ''--events'': ''many'' is not a long'",
        "--customers=0, --customers 0 is not between 1 and 2147483647.",
        "--skew=NaN, --skew NaN is not between 0 and 10.",
        "--hot-share=1.5, --hot-share 1.5 is not between 0 and 1.",
        "--malformed=2, --malformed 2.0 is not between 0 and 1.",
        "--sed=1, Unknown option: '--sed=1'",
    })
    void badOptionIsRefusedInOneSentenceWithStatus2(String option, String sentence) {
        Path file = folder.resolve("never");

        int status = run(option, "--output=" + file);

        assertThat(status).isEqualTo(2);
        assertThat(errors.toString().lines().toList())
                .singleElement()
                .isEqualTo("generate-log: " + sentence);
        assertThat(file).doesNotExist();
    }

    @Test
    void repeatedOptionIsRefused() {
        int status = run("--seed=1", "--seed=2");

        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("--seed").hasLineCount(1);
    }

    @Test
    void fileThatCannotBeWrittenIsNamedWithStatus1() {
        Path file = folder.resolve("no/such/folder");

        int status = run("--events=1", "--output=" + file);

        assertThat(status).isEqualTo(1);
        assertThat(errors.toString()).contains("cannot write " + file).hasLineCount(1);
    }

    private int run(String... arguments) {
        return GenerateLog.run(new PrintWriter(errors, true), arguments);
    }
}
