package io.customerreport.parse;

import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads lines in both tiers and holds the fast one to what the slow one says. */
final class TierAgreement {

    static final EventRules RULES =
            new EventRules(
                    Map.of("USD", 1.0, "EUR", 1.09, "", 3.0, "None", 5.0, "\u00e9", 7.0),
                    null,
                    1_767_225_600L);

    private static final EventRules FILTER =
            EventRules.builder()
                    .fxRates(RULES.fxRates())
                    .eventTypes(Set.of("checkout", "", "view"))
                    .nowTs(RULES.nowTs())
                    .since(1_735_689_000)
                    .until(1_762_000_000)
                    .build();

    private final List<Pair> pairs;
    private long accepted;

    /** Both tiers with the same rules. */
    private record Pair(EventParser parser, JsonEventReader reader) {
        Pair(EventRules rules) {
            this(new EventParser(rules), new JsonEventReader(rules));
        }
    }

    /** Of a plain log, with and without a filter. */
    TierAgreement() {
        this(RULES, FILTER);
    }

    TierAgreement(EventRules... rules) {
        pairs = Arrays.stream(rules).map(Pair::new).toList();
    }

    /** How many lines the fast tier took so far. */
    long acceptedByFastTier() {
        return accepted;
    }

    /**
     * Checks one line by all rules; bytes that hold a line end are no line.
     *
     * @throws AssertionError if the tiers differ
     */
    void check(byte[] line) {
        for (byte b : line) {
            if (b == '\n') {
                return;
            }
        }
        pairs.forEach(pair -> check(line, pair.parser(), pair.reader()));
    }

    private void check(byte[] line, EventParser parser, JsonEventReader reader) {
        long before = parser.fastLines();

        int next = parser.parse(padded(line), 0);

        if (next != line.length + 1) {
            throw new AssertionError(
                    "ended at %d of %d: %s".formatted(next, line.length, text(line)));
        }
        if (parser.fastLines() > before) {
            accepted++;
            Event expected = new Event();
            LineOutcome outcome = reader.read(line, 0, line.length, expected);
            if (parser.outcome() != outcome
                    || outcome == LineOutcome.ACCEPTED && !same(parser.event(), expected)) {
                throw new AssertionError(
                        "fast %s, slow %s: %s".formatted(parser.outcome(), outcome, text(line)));
            }
        }
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** The line as it stands in a block: what follows its end is garbage, and must not matter. */
    static byte[] padded(byte[] line) {
        byte[] padded = Arrays.copyOf(line, line.length + 1 + LineBlock.PADDING);
        padded[line.length] = '\n';
        Arrays.fill(padded, line.length + 1, padded.length, (byte) '"');
        return padded;
    }

    static boolean same(Event a, Event b) {
        return Arrays.equals(
                        a.customer,
                        a.customerStart,
                        a.customerStart + a.customerLength,
                        b.customer,
                        b.customerStart,
                        b.customerStart + b.customerLength)
                && Arrays.equals(
                        a.type,
                        a.typeStart,
                        a.typeStart + a.typeLength,
                        b.type,
                        b.typeStart,
                        b.typeStart + b.typeLength)
                && Arrays.equals(
                        a.currency,
                        a.currencyStart,
                        a.currencyStart + a.currencyLength,
                        b.currency,
                        b.currencyStart,
                        b.currencyStart + b.currencyLength)
                && a.rate == b.rate
                && a.ts == b.ts
                && Double.doubleToLongBits(a.usd) == Double.doubleToLongBits(b.usd)
                && a.amountDefaulted == b.amountDefaulted;
    }
}
