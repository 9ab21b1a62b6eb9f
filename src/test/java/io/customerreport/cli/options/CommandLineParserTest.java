package io.customerreport.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.Given;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RejectLimit;
import io.customerreport.job.RunKind.Bounded;
import io.customerreport.job.RunKind.Continuous;
import io.customerreport.job.RunKind.SnapshotSchedule;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import io.customerreport.parse.AmountUnit;
import io.customerreport.parse.EventField;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.TsUnit;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {

    private static final long STARTED = 1_767_225_600L;

    @Test
    void defaultsAreThoseOfTheHelp() throws UsageException {
        JobOptions options = options();

        assertThat(options.input().paths()).containsExactly("logs");
        assertThat(options.output().reports()).isEqualTo(new Given("--output", "report"));
        assertThat(options.output().rejects()).isNull();
        assertThat(options.output().summary()).isNull();
        assertThat(options.output().html()).isNull();
        assertThat(options.events().rules().fxRates()).isEmpty();
        assertThat(options.events().rules().allowedEventTypes()).isNull();
        assertThat(options.events().rules().nowTs()).isEqualTo(STARTED);
        assertThat(options.events().summation()).isEqualTo(Summation.EXACT);
        assertThat(options.input().maxLineBytes()).isEqualTo(64 * 1024 * 1024);
        assertThat(options.output().maxRejects()).isNull();
        assertThat(options.execution().parallelism()).isNull();
        assertThat(options.execution().flinkSettings()).isEmpty();
        assertThat(options.kind()).isEqualTo(new Bounded());
    }

    @Test
    void shapeOfALogIsThatOfItsOptions() throws UsageException {
        EventRules rules =
                options(
                                "--field",
                                "customer_id=/data/object/customer",
                                "--field=ts=created",
                                "--field=event_type=",
                                "--ts-unit=ms",
                                "--amount-unit=minor",
                                "--minor-digits=ISK=2, MGA=0",
                                "--since=2025-01-01",
                                "--until=1735689601")
                        .events()
                        .rules();

        assertThat(rules.shape().fields())
                .containsExactly(
                        Map.entry(EventField.CUSTOMER_ID, "/data/object/customer"),
                        Map.entry(EventField.TS, "created"),
                        Map.entry(EventField.EVENT_TYPE, ""));
        assertThat(rules.shape().tsUnit()).isEqualTo(TsUnit.MILLISECONDS);
        assertThat(rules.shape().amountUnit()).isEqualTo(AmountUnit.MINOR);
        assertThat(rules.shape().minorDigits()).isEqualTo(Map.of("ISK", 2, "MGA", 0));
        assertThat(rules.since()).isEqualTo(1_735_689_600L);
        assertThat(rules.until()).isEqualTo(1_735_689_601L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--field=ts | --field 'ts' is not NAME=WHERE, such as customer_id=/data/customer",
                "--field=time=ts | --field 'time=ts' cannot be used: 'time' is none of the fields event_id, customer_id, ts, event_type, amount, currency",
                "--field=ts=/a~2 | --field 'ts=/a~2' cannot be used: '/a~2' is not a JSON Pointer: ~ is written ~0, and / within a name ~1",
                "--ts-unit=sec | --ts-unit 'sec' is neither s nor ms nor us nor ns nor iso8601",
                "--amount-unit=cents | --amount-unit 'cents' is neither major nor minor",
                "--minor-digits=JPY=0 | --minor-digits 'JPY=0' needs --amount-unit minor: other amounts are not divided",
                "--since=yesterday | --since 'yesterday' is neither a day such as 2026-01-31 nor unix seconds",
                "--until=2025-02-30 | --until '2025-02-30' is neither a day such as 2026-01-31 nor unix seconds",
            })
    void shapeThatCannotBeIsRefused(String option, String sentence) {
        assertThatThrownBy(() -> options(option))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "jpy=0, 'cannot be used: codes are in upper case, and ''jpy'' is not'",
        "JPY=10, 'cannot be used: JPY has 10 minor digits, and 0 to 9 are possible'",
        "JPY, 'is not CODE=DIGITS, such as JPY=0,KWD=3'",
        "JPY=0.5, 'is not CODE=DIGITS, such as JPY=0,KWD=3'",
        "JPY=0%JPY=1, has JPY twice",
    })
    void minorDigitsThatCannotBeAreRefused(String digits, String why) {
        String value = digits.replace('%', ',');
        assertThatThrownBy(() -> options("--amount-unit=minor", "--minor-digits=" + value))
                .hasMessage("--minor-digits '" + value + "' " + why);
    }

    @Test
    void fieldIsGivenOnceAndAPeriodDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> options("--field=ts=a", "--field=ts=b"))
                .hasMessage("--field 'ts=b' says a second time where ts stands");
        assertThatThrownBy(() -> options("--since=2025-01-02", "--until=2025-01-01"))
                .hasMessage("--until '2025-01-01' is not later than --since '2025-01-02'");
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "10s, 10000",
        "1m, 60000",
        "2 min, 120000",
        "1h, 3600000",
        "1d, 86400000",
        "PT1M30S, 90000"
    })
    void durationsAreFlinksAndThoseOfIso8601(String duration, long millis) throws UsageException {
        JobOptions options = options("--watch=1s", "--report-every", duration);

        assertThat(continuous(options).interval()).hasSeconds(1);
        assertThat(continuous(options).reportEvery()).hasMillis(millis);
    }

    @Test
    void snapshotsAreOptionalAndTwoAreKeptUnlessToldOtherwise() throws UsageException {
        assertThat(continuous(options("--watch=1s")).snapshots()).isNull();
        assertThat(continuous(options("--watch=1s", "--snapshot-every=1h")).snapshots())
                .isEqualTo(new SnapshotSchedule(Duration.ofHours(1), 2));
        assertThat(
                        continuous(
                                        options(
                                                "--watch=1s",
                                                "--snapshot-every=90s",
                                                "--keep-snapshots=24"))
                                .snapshots())
                .isEqualTo(new SnapshotSchedule(Duration.ofSeconds(90), 24));
    }

    @Test
    void snapshotsNeedAnOutputAndOneIsKeptAtLeast() {
        assertThatThrownBy(() -> options("--watch=1s", "--snapshot-every=1h", "--keep-snapshots=0"))
                .hasMessage("--keep-snapshots '0' is not a whole number from 1 to 999999");
        assertThatThrownBy(
                        () ->
                                parser().parse(
                                                "--input=logs",
                                                "--table=jdbc:postgresql://localhost/payments",
                                                "--watch=1s",
                                                "--snapshot-every=1h"))
                .hasMessage(
                        "--snapshot-every '1h' needs --output: a table holds each customer once anyway");
    }

    @Test
    void watchedInputIsReportedEveryMinuteUnlessToldOtherwise() throws UsageException {
        assertThat(continuous(options("--watch=1s", "--summation=exact")).reportEvery())
                .hasMinutes(1);
    }

    @Test
    void everyOptionIsRead() throws UsageException {
        JobOptions options =
                options(
                        "--input=more.gz",
                        "--rejects",
                        "bad",
                        "--summary=s.json",
                        "--html=page.html",
                        "--fx-rates=EUR=1.09",
                        "--event-types",
                        "checkout, refund ",
                        "--now=17",
                        "--summation",
                        "sequential",
                        "--max-line-bytes=1m",
                        "--max-rejects=0.5%",
                        "--parallelism=3",
                        "-D",
                        "heartbeat.interval=2 s",
                        "-Dakka.x=a=b");

        assertThat(options.input().paths()).containsExactly("logs", "more.gz");
        assertThat(options.output().rejects()).isEqualTo(new Given("--rejects", "bad"));
        assertThat(options.output().summary()).isEqualTo(new Given("--summary", "s.json"));
        assertThat(options.output().html()).isEqualTo(new Given("--html", "page.html"));
        assertThat(options.events().rules().fxRates()).isEqualTo(Map.of("EUR", 1.09));
        assertThat(options.events().rules().allowedEventTypes())
                .containsExactlyInAnyOrder("checkout", "refund");
        assertThat(options.events().rules().nowTs()).isEqualTo(17);
        assertThat(options.events().summation()).isEqualTo(Summation.SEQUENTIAL);
        assertThat(options.input().maxLineBytes()).isEqualTo(1 << 20);
        assertThat(options.output().maxRejects())
                .isEqualTo(RejectLimit.percent(new BigDecimal("0.5")));
        assertThat(options.execution().parallelism()).isEqualTo(3);
        assertThat(options.execution().flinkSettings())
                .isEqualTo(Map.of("heartbeat.interval", "2 s", "akka.x", "a=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--event-types=", "--event-types|"})
    void emptyEventTypesKeepNothing(String option) throws UsageException {
        JobOptions options = options(option.split("\\|", -1));

        assertThat(options.events().rules().allowedEventTypes()).isNotNull().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fx-rates=", "--fx-rates|"})
    void emptyRatesAreNoRates(String option) throws UsageException {
        JobOptions options = options(option.split("\\|", -1));

        assertThat(options.events().rules().fxRates()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 65536",
        "1, 1",
        "7b, 7",
        "512k, 524288",
        "1K, 1024",
        "64MiB, 67108864",
        "64 mb, 67108864",
        "1g, 1073741824"
    })
    void sizesAreBytesOrPowersOf1024(String size, int bytes) throws UsageException {
        JobOptions options = options("--max-line-bytes", size);

        assertThat(options.input().maxLineBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "-5, -5",
        "0, 0",
        "+12, 12",
        "253402300799, 253402300799",
        "-99999999999999999999, -9223372036854775808"
    })
    void nowIsAnyWholeNumberUpToTheYear9999(String now, long seconds) throws UsageException {
        JobOptions options = options("--now=" + now);

        assertThat(options.events().rules().nowTs()).isEqualTo(seconds);
        assertThat(options.events().rules().nowTs()).isLessThanOrEqualTo(EventRules.MAX_NOW_TS);
    }

    @Test
    void tableMayTakeThePlaceOfTheFolder() throws UsageException {
        JobOptions options =
                parser().parse("--input", "logs", "--table", "jdbc:postgresql://db/pay")
                        .orElseThrow();

        assertThat(options.output().reports()).isNull();
        assertThat(options.output().table())
                .hasToString("'customer_reports' of jdbc:postgresql://db/pay");
        assertThatThrownBy(
                        () ->
                                parser().parse(
                                                "--input=logs",
                                                "--table=jdbc:postgresql://db/pay",
                                                "--format=json"))
                .hasMessage("--format 'json' needs --output: a table has its own");
    }

    @Test
    void passwordIsNotRepeatedByTheSentenceThatRefusesIt() {
        String table = "--table=jdbc:postgresql://db/pay?password=hunter2";

        assertThatThrownBy(() -> options(table))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--table 'jdbc:postgresql://db/pay' has a password, which belongs in the"
                                + " environment or in a file: PGPASSWORD or .pgpass");
        assertThatThrownBy(() -> options(table, table)).message().doesNotContain("hunter2");
        assertThatThrownBy(() -> parser().parse("--explain", table))
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void statementOfTheNamedTableIsPrintedInsteadOfARun() throws UsageException {
        CommandLineParser parser = parser();

        assertThat(parser.parse("--print-ddl", "--table", "jdbc:postgresql:pay?table=a.b"))
                .isEmpty();
        assertThat(parser.information()).startsWith("create table \"a\".\"b\" (");
    }

    @Test
    void negativeNowMayFollowABlank() throws UsageException {
        assertThat(options("--now", "-5").events().rules().nowTs()).isEqualTo(-5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                // unknown, abbreviated, positional
                "--outputs; x; \"unknown option '--outputs'; did you mean --output?\"",
                "--fx; EUR=1; \"unknown option '--fx'; did you mean --fx-rates?\"",
                "--watched; 1s; \"unknown option '--watched'; did you mean --watch?\"",
                "-x; ; unknown option '-x'",
                "extra; ; unexpected argument 'extra': values belong to an option",
                "@file; ; @file names a file of options that does not exist",
                // repeated, without a value
                "--output; again; --output is given more than once: 'report' and 'again'",
                "--now=1; --now=2; --now is given more than once: '1' and '2'",
                "--parallelism=1; --parallelism=1; --parallelism is given more than once: '1' and '1'",
                "--rejects; ; --rejects needs a value",
                "--rejects; --now=1; --rejects needs a value",
                "--rejects; --unknown; \"unknown option: '--unknown'; Expected parameter for option '--rejects' but found '--unknown'\"",
                "--rejects; \"\"; --rejects '' names nothing",
                "--rejects=; ; --rejects '' names nothing",
                "--input=; ; --input '' names nothing",
                "--summary=; ; --summary '' names nothing",
                "--html=; ; --html '' names nothing",
                // values
                "--now; soon; --now 'soon' is not a whole number of unix seconds",
                "--now; 1.5; --now '1.5' is not a whole number of unix seconds",
                "--now=; ; --now '' is not a whole number of unix seconds",
                "--now; 253402300800; --now '253402300800' lies beyond 253402300799, the end of the year 9999",
                "--summation; fast; --summation 'fast' is neither exact nor sequential",
                "--summation; EXACT; --summation 'EXACT' is neither exact nor sequential",
                "--parallelism; 0; --parallelism '0' is not a whole number from 1 to 32768",
                "--parallelism; -1; --parallelism '-1' is not a whole number from 1 to 32768",
                "--parallelism; two; --parallelism 'two' is not a whole number from 1 to 32768",
                "--parallelism; 99999999999; --parallelism '99999999999' is not a whole number from 1 to 32768",
                "--max-line-bytes; 0; --max-line-bytes '0' is not from 1 byte to 1 GiB",
                "--max-line-bytes; 2g; --max-line-bytes '2g' is not from 1 byte to 1 GiB",
                "--max-line-bytes; 1.5m; --max-line-bytes '1.5m' is not a size such as 65536, 512k, 64MiB or 1g",
                "--max-line-bytes; big; --max-line-bytes 'big' is not a size such as 65536, 512k, 64MiB or 1g",
                "--max-rejects; -1; --max-rejects '-1' is neither a number of lines nor a percentage from 0% to 100%",
                "--max-rejects; 101%; --max-rejects '101%' is neither a number of lines nor a percentage from 0% to 100%",
                "--max-rejects; 1.5; --max-rejects '1.5' is neither a number of lines nor a percentage from 0% to 100%",
                "--max-rejects; few; --max-rejects 'few' is neither a number of lines nor a percentage from 0% to 100%",
                "--event-types; \"a,,b\"; --event-types 'a,,b' holds an empty name",
                "--watch; ; --watch needs a value",
                "--watch; 10; --watch '10' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch; soon; --watch 'soon' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch; 1.5s; --watch '1.5s' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch=-1s; ; \"unknown option: '-1s'; Expected parameter for option '--watch' but found '-1s'\"",
                "--watch; PT-1S; --watch 'PT-1S' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch=; ; --watch '' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch; 0s; --watch '0s' is not from 10ms to 365d",
                "--watch; 9ms; --watch '9ms' is not from 10ms to 365d",
                "--watch; 99999999999999999999h; --watch '99999999999999999999h' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch=1s; --report-every=366d; --report-every '366d' is not from 10ms to 365d",
                "--watch=1s; --watch=2s; --watch is given more than once: '1s' and '2s'",
                "--report-every; 1m; --report-every '1m' needs --watch: a run over input that ends reports once, at its end",
                "--snapshot-every; 1h; --snapshot-every '1h' needs --watch: a run over input that ends writes all customers at its end",
                "--keep-snapshots; 3; --keep-snapshots '3' needs --watch: a run over input that ends has one result",
                "--watch=1s; --keep-snapshots=3; --keep-snapshots '3' needs --snapshot-every: without it no snapshots are written",
                "--watch=1s; --snapshot-every=60; --snapshot-every '60' is not a duration such as 500ms, 10s, 1m, 1h or PT10S",
                "--watch=1s; --now=17; --watch '1s' and --now '17' exclude each other: a continuous run judges each event by the clock",
                "--watch=1s; --max-rejects=1%; --watch '1s' and --max-rejects '1%' exclude each other: a continuous run has no total to judge",
                "--watch=1s; --summation=sequential; --watch '1s' and --summation 'sequential' exclude each other: files that are still to come have no order yet",
                "--watch=1s; --html=p.html; --watch '1s' and --html 'p.html' exclude each other: the page shows a whole run, which ends with its input",
                "--watch=1s; --format=json; --watch '1s' and --format 'json' exclude each other: one object of all customers is written when the input ends",
                "-D; novalue; -D 'novalue' is not KEY=VALUE",
                "-D; =x; -D '=x' is not KEY=VALUE",
                "-Da=1; -Da=2; -D 'a=2' sets a a second time",
            })
    void refusalsNameTheOptionAndTheValue(String first, String second, String sentence) {
        List<String> more = new ArrayList<>(List.of(first));
        if (second != null) {
            more.add(second);
        }

        assertThatThrownBy(() -> options(more.toArray(String[]::new)))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence);
    }

    @Test
    void inputTakesAllPathsUpToTheNextOption() throws UsageException {
        JobOptions options =
                parser().parse(
                                "--input",
                                "a",
                                "b",
                                "c",
                                "--output",
                                "report",
                                "--input",
                                "d",
                                "--quiet")
                        .orElseThrow();

        assertThat(options.input().paths()).containsExactly("a", "b", "c", "d");
        assertThat(options.output().reports()).isEqualTo(new Given("--output", "report"));
        assertThat(options.execution().quiet()).isTrue();
        assertThatThrownBy(() -> parser().parse("--input", "--output", "report"))
                .hasMessage("--input needs a value");
        assertThatThrownBy(() -> parser().parse("--output", "report", "--input"))
                .hasMessage("--input needs a value");
        assertThatThrownBy(() -> parser().parse("--output", "report", "--input", "a", "-x.ndjson"))
                .hasMessageStartingWith("unknown option: '-x.ndjson'");
    }

    @Test
    void inputAndOutputAreRequired() {
        assertThatThrownBy(() -> parser().parse("--output", "report"))
                .hasMessage("--input is missing: it names the files to read");
        assertThatThrownBy(() -> parser().parse("--input", "logs"))
                .hasMessage(
                        "--output is missing: it names the folder for the reports, unless --table names their table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "--input=x|--help"})
    void helpListsEveryOptionWithItsDefaultAndAnExample(String args) throws UsageException {
        CommandLineParser parser = parser();

        assertThat(parser.parse(args.isEmpty() ? new String[0] : args.split("\\|"))).isEmpty();

        String help = parser.information();
        assertThat(help)
                .contains("--input PATH", "--output DIR", "--rejects DIR", "--summary FILE")
                .contains("--fx-rates RATES", "--event-types A,B", "--now TS", "--summation MODE")
                .contains("--watch DURATION", "--report-every DURATION")
                .contains("--on-corrupt fail|skip")
                .contains("--max-line-bytes SIZE", "--max-rejects N|P%", "--parallelism N", "-D")
                .contains("--input examples/payments.ndjson --output report")
                .doesNotContain("\u001b");
        assertThat(help.split("Example: ", -1)).hasSize(39);
    }

    @Test
    void versionNamesTheVersionsOfFlinkAndJava() throws UsageException {
        CommandLineParser parser = parser();

        assertThat(parser.parse("--version")).isEmpty();

        assertThat(parser.information()).startsWith("customer-report ").contains("Flink 2.3.0");
    }

    private static Continuous continuous(JobOptions options) {
        assertThat(options.kind()).isInstanceOf(Continuous.class);
        return (Continuous) options.kind();
    }

    private static JobOptions options(String... more) throws UsageException {
        List<String> args = new ArrayList<>(List.of("--input", "logs", "--output", "report"));
        args.addAll(List.of(more));
        return parser().parse(args.toArray(String[]::new)).orElseThrow();
    }

    private static CommandLineParser parser() {
        return new CommandLineParser(Clock.fixed(Instant.ofEpochSecond(STARTED), ZoneOffset.UTC));
    }
}
