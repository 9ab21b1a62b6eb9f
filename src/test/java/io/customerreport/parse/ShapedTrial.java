package io.customerreport.parse;

import io.customerreport.testing.trials.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Rules of any shape, and a line that is likely to hold what they look for. */
record ShapedTrial(EventRules rules, String line) {

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

    static ShapedTrial drawn(Draws draws) {
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
            rules.eventTypes(Set.of("checkout", "")).since(second(draws));
        }
        if (draws.oneOf(true, false, false)) {
            rules.until(second(draws));
        }
        List<List<String>> paths = new ArrayList<>();
        for (EventField field : EventField.values()) {
            List<String> path = path(draws, paths);
            paths.add(path);
            rules.field(field, spelled(path));
        }
        return new ShapedTrial(rules.build(), new Writer(draws, unit, paths).object(List.of()));
    }

    /** Mostly one that lines have. */
    private static long second(Draws draws) {
        return 1_735_689_600L + draws.between(0, 9);
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
            long second = second(draws);
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
