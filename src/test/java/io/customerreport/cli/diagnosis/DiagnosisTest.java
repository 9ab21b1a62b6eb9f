package io.customerreport.cli.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.parse.EventField;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.TsUnit;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as people have them, each with what its owner is told. */
class DiagnosisTest {

    private static final EventRules PLAIN = rules(builder -> builder);

    /** A log and the sentences that begin its diagnosis. */
    private record Shape(String name, byte[] log, EventRules rules, String... sentences) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static EventRules rules(UnaryOperator<EventRules.Builder> of) {
        return of.apply(EventRules.builder().nowTs(1_767_225_600L)).build();
    }

    /** Twenty events, each as a text makes it of their number. */
    private static String lines(String format) {
        return IntStream.range(0, 20).mapToObj(format::formatted).collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String events() {
        return lines(
                "{\"event_id\":\"e%1$d\",\"customer_id\":\"c%1$d\",\"ts\":1735689600,"
                        + "\"event_type\":\"checkout\",\"amount\":%1$d.5,\"currency\":\"USD\"}");
    }

    private static Shape shape(String name, String log, String... sentences) {
        return new Shape(name, log.getBytes(StandardCharsets.UTF_8), PLAIN, sentences);
    }

    private static Shape shape(
            String name, String log, UnaryOperator<EventRules.Builder> of, String... sentences) {
        return new Shape(name, log.getBytes(StandardCharsets.UTF_8), rules(of), sentences);
    }

    private static Shape encoded(String name, String charset, String mark, String... sentences) {
        return new Shape(
                name, (mark + events()).getBytes(Charset.forName(charset)), PLAIN, sentences);
    }

    private static String pretty(String event) {
        return event.replace("{", "{\n  ").replace(",\"", ",\n  \"").replace("}", "\n}");
    }

    static Stream<Shape> shapes() {
        String csv =
                "event_id,customer_id,ts,event_type,amount,currency\n"
                        + lines("e%d,c1,1735689600,checkout,10.5,USD");
        return Stream.of(
                shape(
                        "array with one event a line",
                        "[\n" + events().strip().replace("\n", ",\n") + "\n]\n",
                        "'log.json' is one JSON array, not one object a line: jq -c '.[]' < log.json > log.ndjson"),
                shape(
                        "array on one line",
                        "[" + events().strip().replace("\n", ",") + "]",
                        "'log.json' has arrays of objects on its lines, not objects: jq -c '.[]' < log.json > log.ndjson"),
                shape(
                        "array on one line that is longer than what is kept of it",
                        "[" + events().repeat(9).strip().replace("\n", ",") + "]",
                        "'log.json' is one JSON array, not one object a line: jq -c '.[]' < log.json > log.ndjson"),
                shape(
                        "indented array",
                        "[\n" + pretty(events().strip().replace("\n", ",\n")) + "]\n",
                        "'log.json' is one JSON array, not one object a line: jq -c '.[]' < log.json > log.ndjson"),
                shape(
                        "indented objects",
                        pretty(events()),
                        "'log.json' is indented, with one event on several lines: jq -c . < log.json > log.ndjson"),
                shape(
                        "indented object with its first member beside the brace",
                        "{\"event_id\":\"e\",\n \"customer_id\":\"c\",\n \"ts\":1}\n",
                        "'log.json' is indented, with one event on several lines: jq -c . < log.json > log.ndjson"),
                shape(
                        "objects without line feeds",
                        events().replace("\n", ""),
                        "'log.json' has several objects on a line, without line feeds between: jq -c . < log.json > log.ndjson"),
                shape(
                        "objects with blanks between",
                        events().replace("\n", " "),
                        "'log.json' has several objects on a line, without line feeds between: jq -c . < log.json > log.ndjson"),
                shape(
                        "carriage returns alone",
                        events().replace("\n", "\r"),
                        "'log.json' ends its lines with carriage returns alone: tr '\\r' '\\n' < log.json > log.ndjson"),
                shape(
                        "commas after objects",
                        events().replace("\n", ",\n"),
                        "'log.json' has commas after its objects: sed 's/,[[:space:]]*$//' < log.json > log.ndjson"),
                encoded(
                        "UTF-16 with a mark",
                        "UTF-16LE",
                        "\ufeff",
                        "'log.json' is UTF-16, and lines are read as UTF-8: iconv -f UTF-16 -t UTF-8 log.json > log.utf8.ndjson"),
                encoded(
                        "UTF-16, big end first, with a mark",
                        "UTF-16BE",
                        "\ufeff",
                        "'log.json' is UTF-16, and lines are read as UTF-8: iconv -f UTF-16 -t UTF-8"),
                encoded(
                        "UTF-16 without a mark",
                        "UTF-16LE",
                        "",
                        "'log.json' is UTF-16LE, and lines are read as UTF-8: iconv -f UTF-16LE -t UTF-8"),
                encoded(
                        "UTF-16, big end first, without a mark",
                        "UTF-16BE",
                        "",
                        "'log.json' is UTF-16BE, and lines are read as UTF-8: iconv -f UTF-16BE -t UTF-8"),
                encoded(
                        "UTF-32",
                        "UTF-32LE",
                        "\ufeff",
                        "'log.json' is UTF-32, and lines are read as UTF-8: iconv -f UTF-32 -t UTF-8"),
                new Shape(
                        "Latin-1",
                        events().replace("\"c", "\"é").getBytes(StandardCharsets.ISO_8859_1),
                        PLAIN,
                        "'log.json' is not UTF-8, perhaps WINDOWS-1252: iconv -f WINDOWS-1252 -t UTF-8 log.json"),
                new Shape(
                        "binary data",
                        "Obj\u0001\u0004\u0014avro.codec\u0000\u0000\n"
                                .repeat(20)
                                .getBytes(StandardCharsets.UTF_8),
                        PLAIN,
                        "'log.json' holds binary data, not lines of JSON"),
                shape(
                        "CSV",
                        csv,
                        "'log.json' is CSV with the columns event_id, customer_id, ts, event_type, amount, currency: python3 -c 'import csv, json, sys; [print(json.dumps(row)) for row in csv.DictReader(sys.stdin)]' < log.json > log.ndjson"),
                shape(
                        "CSV with semicolons",
                        csv.replace(',', ';'),
                        "'log.json' is CSV with the columns event_id, customer_id, ts, event_type, amount, currency: python3 -c 'import csv, json, sys; [print(json.dumps(row)) for row in csv.DictReader(sys.stdin, delimiter=\";\")]'"),
                shape(
                        "tab-separated values",
                        csv.replace(',', '\t'),
                        "'log.json' is CSV with the columns event_id, customer_id, ts, event_type, amount, currency: python3 -c 'import csv, json, sys; [print(json.dumps(row)) for row in csv.DictReader(sys.stdin, delimiter=\"\\t\")]'"),
                shape(
                        "CSV with quotes",
                        csv.replaceAll("([a-z_0-9A-Z.]+)", "\"$1\""),
                        "'log.json' is CSV with the columns event_id, customer_id, ts, event_type, amount, currency: python3"),
                shape(
                        "a container runtime's prefix",
                        events().replaceAll("(?m)^(?=.)", "2025-01-01T00:00:00.123Z stdout F "),
                        "'log.json' has '2025-01-01T00:00:00.123Z stdout F' before the JSON of its lines: sed 's/^[^{]*//' < log.json > log.ndjson"),
                shape(
                        "syslog's prefix",
                        events().replaceAll("(?m)^(?=.)", "Jan  1 00:00:00 host pay[12]: "),
                        "'log.json' has 'Jan  1 00:00:00 host pay[12]:' before the JSON of its lines: sed"),
                shape(
                        "server-sent events",
                        events().replaceAll("(?m)^(?=.)", "data: "),
                        "'log.json' has 'data:' before the JSON of its lines: sed"),
                shape(
                        "docker's json-file",
                        lines(
                                "{\"log\":\"{\\\"event_id\\\":\\\"e%d\\\",\\\"ts\\\":1}\\n\","
                                        + "\"stream\":\"stdout\",\"time\":\"2025-01-01T00:00:00Z\"}"),
                        "'log.json' has the event as JSON within the string log: jq -c '.log | fromjson' < log.json > log.json.events.ndjson"),
                shape(
                        "a queue's export, the event in a string further down",
                        lines(
                                "{\"kafka\":{\"@value\":\"{\\\"event_id\\\":\\\"e%d\\\"}\"},\"offset\":1}"),
                        "'log.json' has the event as JSON within the string kafka/@value: jq -c '.kafka.\"@value\" | fromjson' <"),
                shape(
                        "JSON within strings",
                        lines("\"{\\\"event_id\\\":\\\"e%d\\\"}\""),
                        "'log.json' holds JSON within strings: jq -c fromjson < log.json > log.ndjson"),
                shape(
                        "Python's dictionaries",
                        events().replace('"', '\''),
                        "'log.json' holds Python dictionaries, with single quotes, not JSON: python3 -c 'import ast, json, sys;"),
                shape(
                        "key=value pairs",
                        lines("time=2025-01-01T00:00:00Z event_id=e%d customer_id=c amount=5"),
                        "'log.json' has key=value pairs, not JSON"),
                shape(
                        "XML",
                        "<events>\n" + lines("<event id=\"%d\"/>") + "</events>\n",
                        "'log.json' is XML or HTML, not JSON lines"),
                shape(
                        "an event within an envelope",
                        lines(
                                "{\"message\":{\"event_id\":\"e%d\",\"customer_id\":\"c\",\"ts\":1735689600,\"event_type\":\"view\",\"amount\":1,\"currency\":\"EUR\"}}"),
                        "the lines have no event_id, customer_id, ts, event_type, amount, currency; event_id seems to be /message/event_id, "),
                shape(
                        "a payment provider's events",
                        lines(
                                "{\"id\":\"evt_%d\",\"object\":\"event\",\"created\":1735689600,\"type\":\"charge.succeeded\",\"data\":{\"object\":{\"id\":\"ch_1\",\"amount\":1250,\"currency\":\"eur\",\"customer\":\"cus_1\",\"created\":1735689599}}}"),
                        "the lines have no event_id, customer_id, ts, event_type, amount, currency; event_id seems to be id, customer_id seems to be /data/object/customer, ts seems to be created, event_type seems to be type, amount seems to be /data/object/amount, currency seems to be /data/object/currency; if amounts are in cents, add --amount-unit minor: "
                                + "--field event_id=id --field customer_id=/data/object/customer --field ts=created --field event_type=type --field amount=/data/object/amount --field currency=/data/object/currency"),
                shape(
                        "an application's log in camel case",
                        lines(
                                "{\"eventId\":\"e%d\",\"user\":{\"id\":\"u1\",\"name\":\"Ada\"},\"timestamp\":\"2025-01-01T10:00:00.123Z\",\"action\":\"purchase\",\"total\":\"9.99\",\"currencyCode\":\"EUR\"}"),
                        "the lines have no event_id, customer_id, ts, event_type, amount, currency; event_id seems to be eventId, customer_id seems to be /user/id, ts seems to be timestamp, event_type seems to be action, amount seems to be total, currency seems to be currencyCode: "
                                + "--field event_id=eventId --field customer_id=/user/id --field ts=timestamp --field event_type=action --field amount=total --field currency=currencyCode --ts-unit iso8601"),
                shape(
                        "one name that differs",
                        events().replace("customer_id", "client"),
                        "the lines have no customer_id; customer_id seems to be client: --field customer_id=client"),
                shape(
                        "a time under another name, in milliseconds",
                        events().replace("\"ts\":1735689600", "\"@timestamp\":1735689600123"),
                        "the lines have no ts; ts seems to be @timestamp: --field ts=@timestamp --ts-unit ms"),
                shape(
                        "nothing that looks like an event",
                        lines("{\"level\":\"info\",\"msg\":\"started %d\"}"),
                        "the lines have no event_id, customer_id, ts, event_type, amount, currency; nothing looks like event_id, customer_id, ts, event_type, amount, currency among level, msg"),
                shape(
                        "milliseconds",
                        events().replace("1735689600", "1735689600123"),
                        "times such as 1735689600123 are no seconds: --ts-unit ms"),
                shape(
                        "microseconds",
                        events().replace("1735689600", "1735689600123456"),
                        "times such as 1735689600123456 are no seconds: --ts-unit us"),
                shape(
                        "nanoseconds in strings",
                        events().replace("1735689600", "\"1735689600123456789\""),
                        "times such as 1735689600123456789 are no seconds: --ts-unit ns"),
                shape(
                        "ISO 8601",
                        events().replace("1735689600", "\"2025-01-01T00:00:00+01:00\""),
                        "times such as 2025-01-01T00:00:00+01:00 are no seconds: --ts-unit iso8601"),
                shape(
                        "seconds where milliseconds were asked for, which is never wrong but early",
                        events().replace("1735689600", "\"2025-01-01T00:00:00\""),
                        builder -> builder.tsUnit(TsUnit.MILLISECONDS),
                        "times such as 2025-01-01T00:00:00 are no milliseconds: --ts-unit iso8601"),
                shape(
                        "seconds where date-times were asked for",
                        events(),
                        builder -> builder.tsUnit(TsUnit.ISO_8601),
                        "times such as 1735689600 are no date-times of RFC 3339: --ts-unit s"),
                shape(
                        "event types in another case",
                        events().replace("checkout", "Checkout"),
                        builder -> builder.eventTypes(Set.of("checkout", "refund")),
                        "no event has one of the types of --event-types; types are case-sensitive, and the log has 'Checkout': --event-types Checkout"),
                shape(
                        "other event types",
                        events(),
                        builder -> builder.eventTypes(Set.of("sale")),
                        "no event has one of the types of --event-types; types are case-sensitive, and the log has 'checkout'"),
                shape(
                        "another period",
                        events(),
                        builder -> builder.since(1_750_000_000L),
                        "20 events are before --since and 0 are at --until or later; one is at 1735689600"),
                shape(
                        "a pointer that leads nowhere",
                        events(),
                        builder -> builder.field(EventField.CUSTOMER_ID, "/data/customer"),
                        "the lines have no customer_id; customer_id seems to be customer_id: --field customer_id=customer_id"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void ownerOfALogIsToldWhatHelps(Shape shape) {
        SampledLines lines = new SampledLines(shape.rules());

        lines.read("log.json", shape.log(), false);

        List<String> diagnosis = lines.diagnosis().lines();
        assertThat(diagnosis).hasSizeBetween(shape.sentences().length, Diagnosis.MAX_LINES);
        for (int i = 0; i < shape.sentences().length; i++) {
            assertThat(diagnosis.get(i)).startsWith(shape.sentences()[i]);
        }
    }

    @Test
    void ordinaryLogHasNothingWrongWithIt() throws Exception {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = 20_000;
        SampledLines lines = new SampledLines(rules(builder -> builder.nowTs(9_000_000_000L)));

        lines.read("log", new PaymentLogGenerator(options).toByteArray(), false);

        assertThat(lines.diagnosis().lines()).isEmpty();
        assertThat(lines.events()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "hostile"})
    void oddLinesOfManyKindsAreNotTakenForAShape(String name) throws Exception {
        SampledLines lines = new SampledLines(PLAIN);

        lines.read(
                name,
                Files.readAllBytes(Path.of("src/test/resources/golden", name + ".ndjson")),
                false);

        assertThat(lines.diagnosis().lines()).isEmpty();
    }

    @Test
    void anyLinesGiveSomeDiagnosisAndNoError() {
        HostileLog log = new HostileLog(3);
        for (int i = 0; i < 5_000; i++) {
            SampledLines lines = new SampledLines(PLAIN);
            lines.read("log", log.nextLine(), i % 2 == 0);

            assertThat(lines.diagnosis().lines()).hasSizeLessThanOrEqualTo(Diagnosis.MAX_LINES);
        }
    }

    @Test
    void emptyLogAndBlankLinesHaveNothingWrongWithThem() {
        SampledLines lines = new SampledLines(PLAIN);

        lines.read("log", new byte[0], false);
        lines.read("log", "\n \n".getBytes(StandardCharsets.UTF_8), false);

        assertThat(lines.diagnosis().lines()).isEmpty();
    }
}
