package io.customerreport.generate;

/** Writes what surrounds events or stands in their place: white space, marks, depth and length. */
final class HostileEdges {

    /** Each code point that Python strips, and some that it does not. */
    private static final String[] WHITESPACE = {
        " ", "\t", "\u000b", "\f", "\r", "\u001c", "\u001d", "\u001e", "\u001f", "\u0085", "\u00a0",
        "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
        "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"
    };

    private static final String[] NO_WHITESPACE = {
        "\u0000", "\u001b", "\u007f", "\u0084", "\u0086", "\u00ad", "\u180e", "\u200b", "\u200c",
        "\u2060", "\ufeff", "\u3001", ",", ";", "//", "#", "{}", "]", "0"
    };

    private static final String[] NO_EVENTS = {
        "",
        "null",
        "true",
        "[]",
        "{}",
        "\"text\"",
        "42",
        "-0",
        "NaN",
        "{\"ts\":1",
        "{\"a\":1}}",
        "{\"a\":1} {}",
        "[{}]",
        "'a'",
        "{'a':1}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{1:2}",
        "{null:1}",
        "/* c */{}",
        "{}//",
        "{\"a\":1;}",
        "[1 2]",
        "\"",
        "\\",
        "{",
        "}",
        ":"
    };

    /** Read at every one of the first depths, malformed at the others; 900 to 1,100 is open. */
    private static final int[] DEPTHS = {1, 2, 30, 100, 500, 890, 1_110, 1_500, 20_000};

    private final SplitMix64 random;
    private final HostileText text;

    HostileEdges(SplitMix64 random, HostileText text) {
        this.random = random;
        this.text = text;
    }

    /** None to three characters of white space, rarely something that only looks like it. */
    void appendWhitespace(LineBuffer out) {
        for (int times = random.below(4); times > 0; times--) {
            out.put(random.oneOf(random.below(25) == 0 ? NO_WHITESPACE : WHITESPACE));
        }
    }

    void appendOddity(LineBuffer out, long number) {
        int kind = random.below(100);
        if (kind < 20) {
            appendWhitespace(out);
        } else if (kind < 35) {
            text.putBytes(out);
            putEvent(out, number, "1");
        } else if (kind < 50) {
            putEvent(out, number, "1");
            text.putBytes(out);
        } else if (kind < 75) {
            out.put(random.oneOf(NO_EVENTS));
        } else if (kind < 95) {
            putNested(out, number);
        } else {
            putLong(out, number);
        }
    }

    private void putNested(LineBuffer out, long number) {
        int depth = DEPTHS[random.below(DEPTHS.length)];
        boolean arrays = random.below(2) == 0;
        String value =
                (arrays ? "[" : "{\"a\":").repeat(depth)
                        + "1"
                        + (arrays ? "]" : "}").repeat(depth - random.below(20) / 19);
        if (random.below(4) == 0) {
            out.put(value);
        } else {
            putEvent(out, number, value);
        }
    }

    /** Around and far beyond the 64 KiB at which the text of a reject is cut. */
    private void putLong(LineBuffer out, long number) {
        int length = random.below(2) == 0 ? 65_536 - random.below(150) : random.below(200_000);
        String note = "\"" + (random.below(2) == 0 ? "x".repeat(length) : "é".repeat(length / 2));
        putEvent(out, number, random.below(2) == 0 ? note : note + "\"");
    }

    private static void putEvent(LineBuffer out, long number, String metadata) {
        out.put("{\"event_id\":\"e");
        out.putDecimal(number);
        out.put("\",\"customer_id\":\"edge\",\"ts\":1735689600,\"event_type\":\"view\",");
        out.put("\"amount\":1.5,\"currency\":\"USD\",\"metadata\":");
        out.put(metadata);
        out.put('}');
    }
}
