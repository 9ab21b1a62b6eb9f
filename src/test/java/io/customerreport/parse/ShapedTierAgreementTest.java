package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.generate.LogShape;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.python.PythonStrings;
import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With fields anywhere and units of any kind, the fast tier reads what the slow tier reads. */
class ShapedTierAgreementTest {

    private static final String[] NAMES = {
        "id",
        "ts",
        "data",
        "object",
        "0",
        "1",
        "customer_id",
        "a/b",
        "m~n",
        "",
        "é",
        "é\ufffd",
        "a",
        "longer than eight bytes",
        "longer than eight bits",
        "data.object",
        "x\"y"
    };

    private static final String[] VALUES = {
        "\"c1\"",
        "\"checkout\"",
        "\"jpy\"",
        "\"KWD\"",
        "\"xy\"",
        "\"\"",
        "1735689600",
        "1735689600123",
        "1735689600123456",
        "1735689600123456789",
        "9223372036854775808",
        "18446744073709551616",
        "1735689600.9",
        "\"1735689600999\"",
        "-1",
        "0",
        "12.5",
        "-0.0",
        "null",
        "true",
        "[]",
        "{}",
        "\"2025-01-01T00:00:00Z\"",
        "\"2025-01-01 00:00:00\"",
        "\"2025-02-28t23:59:59.123456789+05:30\"",
        "\"2024-02-29T12:00:00-00:00\"",
        "\"2025-02-29T12:00:00Z\"",
        "\"2025-01-01T24:00:00Z\"",
        "\"2025-01-01T23:59:60Z\"",
        "\"2025-01-01T00:00:00.Z\"",
        "\"2025-01-01T00:00:00+24:00\"",
        "\"2025-01-01\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"1969-12-31T23:59:59Z\"",
        "\"2025-1-01T00:00:00Z\"",
        "\"2025-01-01T00:00:00+0530\"",
        "\"2025-13-01T00:00:00Z\"",
        "\"2025-00-10T00:00:00Z\""
    };

    private long accepted;

    /** Rules and a line that is likely to hold what they look for. */
    private record Trial(EventRules rules, String line) {}

    @Property(tries = 20_000)
    void linesOfAnyShape(Trials trials) {
        trials.check(
                ShapedTierAgreementTest::trial,
                trial -> {
                    TierAgreement tiers = new TierAgreement(trial.rules());
                    tiers.check(trial.line().getBytes(StandardCharsets.UTF_8));
                    accepted += tiers.acceptedByFastTier();
                });

        assertThat(accepted).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogShape.class,
            names = {"PROVIDER", "APPLICATION"})
    void fastTierTakesNearlyAllLinesOfServices(LogShape shape) {
        EventRules rules = rules(shape);
        TierAgreement tiers = new TierAgreement(rules);
        PaymentLogOptions options = new PaymentLogOptions();
        options.shape = shape;
        options.events = 20_000;
        options.malformed = 0;
        String[] lines =
                new String(new PaymentLogGenerator(options).toByteArray(), StandardCharsets.UTF_8)
                        .split("\n");

        for (String line : lines) {
            tiers.check(line.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(tiers.acceptedByFastTier()).isGreaterThanOrEqualTo(lines.length * 99L / 100);
    }

    /** What a mapping means: the events of the log are those of its plain form. */
    @Test
    void mappedLogIsThePlainOneRewritten() {
        HostileLog log = new HostileLog(5);
        EventRules.Builder nested =
                EventRules.builder()
                        .nowTs(TierAgreement.RULES.nowTs())
                        .fxRates(TierAgreement.RULES.fxRates());
        for (EventField field : EventField.values()) {
            nested.field(field, "/data/0/" + field.code());
        }
        EventParser plainParser = new EventParser(TierAgreement.RULES);
        EventParser nestedParser = new EventParser(nested.build());
        int objects = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] line = log.nextLine();
            plainParser.parse(TierAgreement.padded(line), 0);
            String text = PythonStrings.strip(new String(line, StandardCharsets.UTF_8));
            boolean object =
                    plainParser.outcome() != LineOutcome.BLANK
                            && plainParser.outcome() != LineOutcome.MALFORMED_JSON
                            && plainParser.outcome() != LineOutcome.NOT_AN_OBJECT;
            if (!object) {
                continue;
            }
            objects++;
            String wrapped = "{\"ts\":{},\"data\":[" + text + ",1]}";

            nestedParser.parse(TierAgreement.padded(wrapped.getBytes(StandardCharsets.UTF_8)), 0);

            assertThat(nestedParser.outcome()).as(wrapped).isEqualTo(plainParser.outcome());
            if (plainParser.outcome() == LineOutcome.ACCEPTED) {
                assertThat(TierAgreement.same(nestedParser.event(), plainParser.event()))
                        .as(wrapped)
                        .isTrue();
            }
        }
        assertThat(objects).isGreaterThan(10_000);
    }

    private static EventRules rules(LogShape shape) {
        EventRules.Builder rules = EventRules.builder().nowTs(TierAgreement.RULES.nowTs());
        String[] places =
                shape == LogShape.PROVIDER
                        ? new String[] {
                            "id",
                            "/data/object/customer",
                            "created",
                            "type",
                            "/data/object/amount",
                            "/data/object/currency"
                        }
                        : new String[] {
                            "/event/uuid",
                            "/event/user/id",
                            "time",
                            "/event/name",
                            "/event/payment/total",
                            "/event/payment/currency"
                        };
        for (EventField field : EventField.values()) {
            rules.field(field, places[field.ordinal()]);
        }
        return shape == LogShape.PROVIDER
                ? rules.amountUnit(AmountUnit.MINOR).build()
                : rules.tsUnit(TsUnit.ISO_8601).build();
    }

    private static Trial trial(Draws draws) {
        TsUnit unit = draws.oneOf(TsUnit.values());
        EventRules.Builder rules =
                EventRules.builder()
                        .fxRates(TierAgreement.RULES.fxRates())
                        .nowTs(TierAgreement.RULES.nowTs())
                        .tsUnit(unit)
                        .amountUnit(draws.oneOf(AmountUnit.values()));
        if (draws.oneOf(true, false)) {
            rules.minorDigits("JPY", 2).minorDigits("XY", 5);
        }
        if (draws.oneOf(true, false, false)) {
            rules.eventTypes(Set.of("checkout", "")).since(1_735_689_601L);
        }
        List<List<String>> paths = new ArrayList<>();
        for (EventField field : EventField.values()) {
            List<String> path = path(draws, paths);
            paths.add(path);
            rules.field(field, spelled(path));
        }
        return new Trial(rules.build(), new Writer(draws, unit, paths).object(List.of()));
    }

    /** Often one that begins like another, or is the same. */
    private static List<String> path(Draws draws, List<List<String>> others) {
        List<String> path = new ArrayList<>();
        if (!others.isEmpty() && draws.oneOf(true, true, false)) {
            List<String> other = others.get(draws.between(0, others.size() - 1));
            path.addAll(other.subList(0, draws.between(0, other.size())));
        }
        path.addAll(draws.list(path.isEmpty() ? 1 : 0, 2, () -> draws.oneOf(NAMES)));
        return path;
    }

    private static String spelled(List<String> path) {
        if (path.size() == 1 && !path.get(0).startsWith("/") && path.hashCode() % 2 == 0) {
            return path.get(0);
        }
        StringBuilder pointer = new StringBuilder();
        path.forEach(
                name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    /** Writes lines that have most of what the paths lead to, and more. */
    private record Writer(Draws draws, TsUnit unit, List<List<String>> paths) {

        String object(List<String> at) {
            List<String> members = new ArrayList<>();
            for (String name : namesBelow(at)) {
                for (int times = rarely() ? draws.oneOf(0, 2) : 1; times > 0; times--) {
                    members.add(quoted(name) + ":" + value(at, name));
                }
            }
            if (draws.oneOf(true, false, false)) {
                members.add(quoted(draws.oneOf(NAMES)) + " : " + draws.oneOf(VALUES));
            }
            return "{" + String.join(draws.oneOf(",", ",", ",", " , "), members) + "}";
        }

        private boolean rarely() {
            return draws.between(0, 1_000_000) % 16 == 7;
        }

        private List<String> namesBelow(List<String> at) {
            return paths.stream()
                    .filter(
                            path ->
                                    path.size() > at.size()
                                            && path.subList(0, at.size()).equals(at))
                    .map(path -> path.get(at.size()))
                    .distinct()
                    .toList();
        }

        private String value(List<String> at, String name) {
            List<String> here = new ArrayList<>(at);
            here.add(name);
            List<String> below = namesBelow(here);
            if (below.isEmpty() || rarely()) {
                return scalar(here);
            }
            boolean isArray = below.stream().allMatch(index -> index.matches("[01]"));
            if (!isArray || draws.oneOf(true, false, false)) {
                return object(here);
            }
            return "[" + value(here, "0") + "," + value(here, "1") + "]";
        }

        /** Mostly a value that is right for all fields that stand there. */
        private String scalar(List<String> here) {
            if (rarely()) {
                return draws.oneOf(VALUES);
            }
            if (paths.get(EventField.TS.ordinal()).equals(here)) {
                return time();
            }
            return paths.get(EventField.AMOUNT.ordinal()).equals(here)
                    ? draws.oneOf("1250", "12.5", "\"-7\"")
                    : draws.oneOf(Arrays.copyOf(VALUES, 5));
        }

        private String time() {
            long second = 1_735_689_600L + draws.between(0, 9);
            return switch (unit) {
                case SECONDS -> "" + second;
                case MILLISECONDS -> second + "999";
                case MICROSECONDS -> "\"" + second + "999999\"";
                case NANOSECONDS -> second + "999999999";
                case ISO_8601 ->
                        "\"2025-01-0%dT2%d:00:0%d.5+01:00\""
                                .formatted(
                                        draws.between(1, 9),
                                        draws.between(0, 3),
                                        draws.between(0, 9));
            };
        }

        private String quoted(String name) {
            boolean escape = rarely() && !name.isEmpty();
            String first = escape ? "\\u%04x".formatted((int) name.charAt(0)) : "";
            return '"' + first + name.substring(escape ? 1 : 0).replace("\"", "\\\"") + '"';
        }
    }
}
