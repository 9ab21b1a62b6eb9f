package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.CustomerReports;
import io.customerreport.cli.console.JobProgress;
import io.customerreport.cli.console.SummaryTable;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.options.RatesReader;
import io.customerreport.cli.output.SummaryJson;
import io.customerreport.job.JobCounts;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.job.UsageException;
import io.customerreport.testing.input.Golden;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read without a cluster does not depend on the locale. */
class MachineTextTest {

    private static final RunSummary COUNTS =
            RunSummary.of(
                    new JobCounts(Map.of("lines", 12_345L, "accepted", 12_345L, "customers", 77L)),
                    Duration.ofMillis(2_500));

    private Locale before;

    @BeforeEach
    void rememberTheLocale() {
        before = Locale.getDefault();
    }

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa-IR-u-nu-arabext",
                "ar-SA-u-nu-arab",
                "th-TH-u-nu-thai",
                "tr-TR",
                "bn-BD-u-nu-beng"
            })
    void reportsSummariesAndSentencesAreTheSameInEveryLocale(String tag) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        List<String> usual = texts();

        Locale.setDefault(Locale.forLanguageTag(tag));

        assertThat(texts()).isEqualTo(usual);
    }

    private static List<String> texts() throws Exception {
        List<String> texts = new ArrayList<>();
        List<String> lines = Files.readAllLines(Golden.input("basic"));
        texts.add(CustomerReports.compute(lines, Golden.FX_RATES, null, Golden.NOW_TS).toString());
        texts.add(RatesReader.read("EUR=1.09,JPY=.0067").toString());
        texts.add(SummaryJson.of(COUNTS));
        texts.add(new SummaryTable(COUNTS, new JobCounts(Map.of()), options().output()).toString());
        texts.add(refusal("--input=i", "--output=o", "--parallelism=99999999"));
        texts.add(refusal("--input=i", "--output=o", "--now=99999999999999"));
        texts.add(
                new JobProgress(5_000_000, 500_000_000, 12_345, 11, 0, Duration.ofMinutes(61))
                        .sentence());
        return texts;
    }

    private static JobOptions options() throws UsageException {
        return parse("--input=i", "--output=o");
    }

    private static String refusal(String... args) {
        try {
            return parse(args).toString();
        } catch (UsageException e) {
            return e.getMessage();
        }
    }

    private static JobOptions parse(String... args) throws UsageException {
        return new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow();
    }
}
