package io.customerreport.parse;

import io.customerreport.testing.trials.Draws;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An event with the six names at the top, in seconds and whole units, and the same event as another
 * service writes it, with the rules for that.
 */
record RewrittenEvent(String plain, EventRules rules, String rewritten) {

    private static final Map<String, Integer> DIGITS =
            Map.of("\"EUR\"", 2, "\"jpy\"", 0, "\"KWD\"", 3, "\"clf\"", 4, "\"XY\"", 5, "7", 2);

    /** A name for each field. */
    private static final List<String> NAMES =
            List.of("id", "a/b", "currency", "m~n", "é", "longer than eight bytes");

    static RewrittenEvent drawn(Draws draws) {
        TsUnit tsUnit = draws.oneOf(TsUnit.values());
        AmountUnit amountUnit = draws.oneOf(AmountUnit.values());
        String[] plain = values(draws);
        String[] rewritten = plain.clone();
        if (draws.oneOf(true, true, true, false)) {
            long second = draws.oneOf(1_735_689_600L, 0L, -1L, draws.between(0, 4_000_000_000L));
            plain[EventField.TS.ordinal()] = "" + second;
            rewritten[EventField.TS.ordinal()] = time(draws, tsUnit, second);
        }
        if (draws.oneOf(true, true, true, false)) {
            long amount = draws.between(-1_000_000_000L, 1_000_000_000L);
            int digits = DIGITS.getOrDefault(plain[EventField.CURRENCY.ordinal()], 2);
            double power = amountUnit == AmountUnit.MINOR ? Math.pow(10, digits) : 1;
            plain[EventField.AMOUNT.ordinal()] = Double.toString(amount / power);
            rewritten[EventField.AMOUNT.ordinal()] = "" + amount;
        }
        EventRules.Builder rules =
                EventRules.builder()
                        .fxRates(TierAgreement.RULES.fxRates())
                        .nowTs(TierAgreement.RULES.nowTs())
                        .tsUnit(tsUnit)
                        .amountUnit(amountUnit)
                        .minorDigits("XY", 5);
        Map<String, String> members = new LinkedHashMap<>();
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (EventField field : EventField.values()) {
            String name = NAMES.get(field.ordinal());
            String value = rewritten[field.ordinal()];
            String group = draws.oneOf("", "data", "x/y", "ts");
            if (group.isEmpty()) {
                members.put(name, value);
                rules.field(field, name);
            } else {
                groups.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(name, value);
                rules.field(field, "/" + token(group) + "/1/" + token(name));
            }
        }
        groups.forEach((group, inside) -> members.put(group, "[0," + object(inside) + "]"));
        return new RewrittenEvent(plainly(plain), rules.build(), object(members));
    }

    /** Those that no unit changes, not always good ones. */
    private static String[] values(Draws draws) {
        String[] values = new String[EventField.values().length];
        Arrays.setAll(
                values, i -> draws.oneOf("\"a\"", "\"checkout\"", "\"b c\"", "null", "[]", "\"\""));
        values[EventField.CURRENCY.ordinal()] =
                draws.oneOf(DIGITS.keySet().stream().sorted().toArray(String[]::new));
        return values;
    }

    private static String time(Draws draws, TsUnit unit, long second) {
        if (unit == TsUnit.ISO_8601) {
            return '"'
                    + Instant.ofEpochSecond(second, draws.between(0, 999_999_999)).toString()
                    + '"';
        }
        return "" + (second * unit.perSecond() + draws.between(0, unit.perSecond() - 1));
    }

    private static String plainly(String[] values) {
        Map<String, String> members = new LinkedHashMap<>();
        for (EventField field : EventField.values()) {
            members.put(field.code(), values[field.ordinal()]);
        }
        return object(members);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String token(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
