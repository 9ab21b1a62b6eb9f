package io.customerreport.generate;

import static io.customerreport.generate.HostileText.words;

/** Writes an event whose fields are oddly spelled, doubled, missing, or of another kind. */
final class HostileEvent {

    private static final String[] FIELDS = {
        "event_id", "customer_id", "ts", "event_type", "amount", "currency"
    };
    private static final int CUSTOMER_ID = 1;
    private static final int TS = 2;
    private static final int EVENT_TYPE = 3;
    private static final int AMOUNT = 4;
    private static final int CURRENCY = 5;

    /** Nearly the name of a field: these must be ignored. */
    private static final String[] OTHER_KEYS = {
        "", "t", "ts ", "Ts", "tss", "é", "metadata", "event_id\u0000", "amounts", "currency\ufeff"
    };

    /** In some pairs of these the order of UTF-16 units is not that of code points. */
    private static final String[] EVENT_TYPES = {
        "checkout", "checkout", "checkout ", "view", "\uff5e", "\ud83d\ude00", "\ufffd", "", "1"
    };

    private static final String[] CURRENCIES = {
        "USD", "EUR", "GBP", "JPY", "INR", "BRL", "CHF", "usd", "XXX", "", "EUR "
    };
    private static final String[] CURRENCIES_AT_PAR = {"USD", "XXX", ""};
    private static final String[] WORDS =
            words(
                    """
                    null true false [] {} [1,2] {"a":[null,true,{"b":1.0}]} [[]] [1,] {"a":} {,}
                    [NaN,-Infinity] {"a":1,"a":2}
                    """);
    private static final String[] TIMESTAMPS =
            words(
                    """
                    1 0 -1 0.9 1.9 -0.5 1735689600.999 1.7356896e9 17356896e2 1e9 true 1e400 NaN
                    1767225599 1767225600 1767225601 1767225600.5 253402300799 253402300800 1e18
                    9223372036854775807 1709164800 951868799 86399 86400 "1735689600"
                    "\\u20091735689600\\t" "1_735_689_600" "１７３５６８９６００"
                    """);
    private static final String[] SPACES = {"", "", "", " ", "\t", "\r", " \t ", "    "};

    private final SplitMix64 random;
    private final HostileText text;
    private final HostileNumbers numbers;
    private double odd;
    private double escaped;
    private String space;
    private long number;
    private boolean first;

    /** What the line's amount does to its customer's sum decides which customers it may meet. */
    private enum Sum {
        PLAIN,
        CANCELLING,
        POISONED
    }

    private Sum sum;

    HostileEvent(SplitMix64 random, HostileText text) {
        this.random = random;
        this.text = text;
        this.numbers = new HostileNumbers(random, text);
    }

    void append(LineBuffer out, long lineNumber) {
        number = lineNumber;
        odd = random.below(3) == 0 ? 0.3 : 0.02;
        escaped = random.below(3) == 0 ? 0.3 : 0.0;
        space = random.oneOf(SPACES);
        int draw = random.below(100);
        sum = draw < 70 ? Sum.PLAIN : draw < 95 ? Sum.CANCELLING : Sum.POISONED;
        first = true;

        out.put(space);
        out.put('{');
        int from = random.below(3) == 0 ? random.below(FIELDS.length) : 0;
        for (int i = 0; i < FIELDS.length; i++) {
            int field = (from + i) % FIELDS.length;
            if (random.below(40) > 0) {
                putField(out, field);
            }
            if (random.below(20) == 0) {
                putOther(out);
            }
            if (random.below(40) == 0) {
                putField(out, random.below(FIELDS.length));
            }
        }
        out.put('}');
        out.put(space);
    }

    private void putField(LineBuffer out, int field) {
        putKey(out, FIELDS[field]);
        if (random.chance(odd)) {
            putOddValue(out);
        } else {
            putValue(out, field);
        }
        out.put(space);
    }

    private void putOther(LineBuffer out) {
        putKey(out, random.oneOf(OTHER_KEYS));
        putOddValue(out);
        out.put(space);
    }

    private void putKey(LineBuffer out, String key) {
        if (!first) {
            out.put(',');
            out.put(space);
        }
        first = false;
        text.putString(out, key, escaped);
        out.put(space);
        out.put(':');
        out.put(space);
    }

    private void putOddValue(LineBuffer out) {
        switch (random.below(3)) {
            case 0 -> text.putAny(out);
            case 1 -> numbers.putAny(out);
            default -> out.put(random.oneOf(WORDS));
        }
    }

    private void putValue(LineBuffer out, int field) {
        switch (field) {
            case CUSTOMER_ID -> text.putString(out, customer(), escaped);
            case TS -> putTimestamp(out);
            case EVENT_TYPE -> text.putString(out, random.oneOf(EVENT_TYPES), escaped);
            case AMOUNT -> putAmount(out);
            case CURRENCY -> text.putString(out, currency(), escaped);
            default -> text.putString(out, "e" + number, escaped);
        }
    }

    private String customer() {
        return switch (sum) {
            case PLAIN -> "h" + random.below(400);
            case CANCELLING -> "cancel" + random.below(12);
            case POISONED -> "poison" + random.below(12);
        };
    }

    /** A rate above 1 would make the largest amounts infinite. */
    private String currency() {
        return random.oneOf(sum == Sum.CANCELLING ? CURRENCIES_AT_PAR : CURRENCIES);
    }

    private void putTimestamp(LineBuffer out) {
        if (random.below(8) == 0) {
            out.put(random.oneOf(TIMESTAMPS));
        } else {
            out.putDecimal(1_735_689_600L + random.below(20 * 86_400));
        }
    }

    private void putAmount(LineBuffer out) {
        switch (sum) {
            case CANCELLING -> out.put(random.oneOf(HostileNumbers.CANCELLING));
            case POISONED -> {
                boolean poison = random.below(4) == 0;
                out.put(
                        random.oneOf(
                                poison ? HostileNumbers.NOT_FINITE : HostileNumbers.CANCELLING));
            }
            default -> {
                if (random.below(3) == 0) {
                    out.put(random.oneOf(HostileNumbers.FINITE));
                } else {
                    numbers.putRandom(out);
                }
            }
        }
    }
}
