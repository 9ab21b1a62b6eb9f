package io.customerreport.generate;

import java.util.Locale;

/** Writes JSON strings in unusual spellings, and strings that are none. */
final class HostileText {

    private static final String[] TEXTS = {
        "",
        " ",
        "checkout",
        "é",
        "日本",
        "\uff5e",
        "\ud83d\ude00",
        "z\uffff",
        "z\ud800\udc00",
        "\u0000",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\u00a0",
        "e\u0301",
        "a\"b",
        "a\\b",
        "/",
        "'",
        "{\"event_id\":\"x\"}",
        "\t\b\f\n\r",
        "null",
        "None",
        "true",
        "NaN",
        "1e5",
        "\ud83d\udc68\u200d\ud83d\udc69",
    };

    /** Bodies of strings that are in order but no Unicode text: lone surrogates. */
    private static final String[] SURROGATES = {
        "\\ud800",
        "\\udfff",
        "\\uDC00\\uD800",
        "a\\ud83d",
        "\\ud83dx\\ude00",
        "\\ud83d\\ud83d\\ude00",
        "\\ud83d\\u0041",
        "\\ud83d\\n",
    };

    /** Bodies that are not strings. */
    private static final String[] BROKEN = {
        "\\x41",
        "\\u12",
        "\\u12G4",
        "\\u 123",
        "\\u+123",
        "\\",
        "\\'",
        "\\0",
        "\\U00000041",
        "a\tb",
        "a\rb",
        "\u0000",
        "\u001f",
        "a\"b",
        "\\u-001",
        "\\u0x1",
    };

    /** Byte sequences that strict UTF-8 refuses, and two that it takes. */
    private static final int[][] BYTES = {
        {0x80},
        {0xbf},
        {0xc0, 0x80},
        {0xc1, 0xbf},
        {0xc3},
        {0xc3, 0x28},
        {0xe0, 0x80, 0x80},
        {0xe0, 0x9f, 0xbf},
        {0xe2, 0x82},
        {0xe2, 0x28, 0xa1},
        {0xed, 0xa0, 0x80},
        {0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80},
        {0xed, 0xbf, 0xbf},
        {0xf0, 0x80, 0x80, 0x80},
        {0xf0, 0x8f, 0xbf, 0xbf},
        {0xf0, 0x9f, 0x98},
        {0xf4, 0x90, 0x80, 0x80},
        {0xf5, 0x80, 0x80, 0x80},
        {0xf8, 0x88, 0x80, 0x80, 0x80},
        {0xfe},
        {0xff, 0xff},
        {0xed, 0x9f, 0xbf},
        {0xf4, 0x8f, 0xbf, 0xbf},
    };

    private final SplitMix64 random;

    HostileText(SplitMix64 random) {
        this.random = random;
    }

    /** A string of any kind, unusable ones among them. */
    void putAny(LineBuffer out) {
        int kind = random.below(20);
        if (kind < 12) {
            putString(out, random.oneOf(TEXTS), random.unit());
        } else if (kind < 15) {
            putRaw(out, random.oneOf(SURROGATES));
        } else if (kind < 17) {
            putRaw(out, random.oneOf(BROKEN));
        } else if (kind < 19) {
            out.put("\"x");
            putBytes(out);
            out.put(random.below(2) == 0 ? "\"" : "yz\"");
        } else {
            putString(out, random.oneOf(TEXTS).repeat(random.below(200)), 0.1);
        }
    }

    /** Bytes that are mostly no UTF-8. */
    void putBytes(LineBuffer out) {
        for (int value : random.oneOf(BYTES)) {
            out.put(value);
        }
    }

    /** A text, that share of its UTF-16 units escaped though they need not be. */
    void putString(LineBuffer out, String text, double escaped) {
        out.put('"');
        int position = 0;
        while (position < text.length()) {
            int point = text.codePointAt(position);
            int units = Character.charCount(point);
            if (point < 0x20 || point == '"' || point == '\\' || random.chance(escaped)) {
                putEscaped(out, text.substring(position, position + units));
            } else {
                out.put(text.substring(position, position + units));
            }
            position += units;
        }
        out.put('"');
    }

    private void putRaw(LineBuffer out, String body) {
        out.put('"');
        out.put(body);
        out.put('"');
    }

    private void putEscaped(LineBuffer out, String units) {
        int shortForm = "\"\\/\b\f\n\r\t".indexOf(units);
        if (shortForm >= 0 && random.below(2) == 0) {
            out.put('\\');
            out.put("\"\\/bfnrt".charAt(shortForm));
            return;
        }
        String format = random.below(2) == 0 ? "\\u%04x" : "\\u%04X";
        for (char unit : units.toCharArray()) {
            out.put(String.format(Locale.ROOT, format, (int) unit));
        }
    }

    /** The text's words: what stands between its white space. */
    static String[] words(String text) {
        return text.strip().split("\\s+");
    }
}
