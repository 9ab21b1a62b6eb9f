package io.customerreport.parse;

import io.customerreport.bytes.LittleEndian;
import io.customerreport.bytes.Swar;
import io.customerreport.bytes.Utf8;

/**
 * Validates JSON values in place, without making anything of them.
 *
 * <p>Every method takes the index of a value's first byte and returns the index after its last, or
 * {@link #DECLINED}: not understood here, the slow tier decides. All text must be followed by a
 * {@code '\n'} and {@link io.customerreport.source.block.LineBlock#PADDING} readable bytes. A line
 * end is neither white space nor allowed in a string here, so no scan passes it. Accepts only what
 * RFC 8259 allows; declines much that is valid but rare: the words NaN and Infinity, nesting beyond
 * 63 levels, integers of more than 18 digits in ignored fields.
 */
final class JsonScanner {

    static final int DECLINED = -1;

    private static final int MAX_DEPTH = 63;
    private static final int TRUE = (int) LittleEndian.word("true");
    private static final int ALSE = (int) LittleEndian.word("alse");
    private static final int NULL = (int) LittleEndian.word("null");

    private JsonScanner() {}

    static int skipBlanks(byte[] b, int at) {
        // Logs have few blanks outside of strings, so this is one comparison.
        while (b[at] <= ' ' && isBlank(b[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /**
     * The index of the first byte from {@code at} on that is neither plain text nor valid
     * multi-byte UTF-8: a quote, a backslash or a control character; or declines.
     */
    static int skipText(byte[] b, int at) {
        while (true) {
            long mask = Swar.notPlain(Swar.load(b, at));
            if (mask == 0) {
                at += 8;
                continue;
            }
            at += Swar.firstByte(mask);
            if (b[at] >= 0) {
                return at;
            }
            do {
                at = Utf8.skipMultiByte(b, at);
                if (at < 0) {
                    return DECLINED;
                }
            } while (b[at] < 0);
        }
    }

    /** Skips the rest of a string after its opening quote, and checks its escapes. */
    static int skipString(byte[] b, int at) {
        while (true) {
            at = skipText(b, at);
            if (at < 0) {
                return DECLINED;
            }
            if (b[at] == '"') {
                return at + 1;
            }
            if (b[at] != '\\') {
                return DECLINED;
            }
            at = skipEscape(b, at + 1);
            if (at < 0) {
                return DECLINED;
            }
        }
    }

    private static int skipEscape(byte[] b, int at) {
        return switch (b[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case 'u' ->
                    isHex(b[at + 1]) && isHex(b[at + 2]) && isHex(b[at + 3]) && isHex(b[at + 4])
                            ? at + 5
                            : DECLINED;
            default -> DECLINED;
        };
    }

    private static boolean isHex(byte b) {
        return isDigit(b) || (b | 0x20) >= 'a' && (b | 0x20) <= 'f';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Skips any value. */
    static int skipValue(byte[] b, int at) {
        return b[at] == '{' || b[at] == '[' ? skipContainer(b, at) : skipScalar(b, at);
    }

    private static int skipScalar(byte[] b, int at) {
        return switch (b[at]) {
            case '"' -> skipString(b, at + 1);
            case 't' -> is(TRUE, b, at) ? at + 4 : DECLINED;
            case 'f' -> is(ALSE, b, at + 1) ? at + 5 : DECLINED;
            case 'n' -> is(NULL, b, at) ? at + 4 : DECLINED;
            default -> skipNumber(b, at);
        };
    }

    static boolean isNull(byte[] b, int at) {
        return is(NULL, b, at);
    }

    private static boolean is(int word, byte[] b, int at) {
        return (int) Swar.load(b, at) == word;
    }

    private static int skipNumber(byte[] b, int at) {
        int start = b[at] == '-' ? at + 1 : at;
        int end = skipDigits(b, start);
        if (end == start || b[start] == '0' && end > start + 1) {
            return DECLINED;
        }
        boolean integer = true;
        if (b[end] == '.') {
            integer = false;
            int fraction = end + 1;
            end = skipDigits(b, fraction);
            if (end == fraction) {
                return DECLINED;
            }
        }
        if ((b[end] | 0x20) == 'e') {
            integer = false;
            int exponent = b[end + 1] == '-' || b[end + 1] == '+' ? end + 2 : end + 1;
            end = skipDigits(b, exponent);
            if (end == exponent) {
                return DECLINED;
            }
        }
        // Python refuses integers of more than 4,300 digits; leave all long ones to the slow tier.
        return integer && end - start > 18 ? DECLINED : end;
    }

    static int skipDigits(byte[] b, int at) {
        while (isDigit(b[at])) {
            at++;
        }
        return at;
    }

    /** Skips an object or array; {@code kinds} holds a bit a level, 1 for an object. */
    private static int skipContainer(byte[] b, int at) {
        long kinds = 0;
        int depth = 0;
        while (true) {
            boolean object = b[at] == '{';
            if (object || b[at] == '[') {
                if (++depth > MAX_DEPTH) {
                    return DECLINED;
                }
                kinds = kinds << 1 | (object ? 1 : 0);
                at = skipBlanks(b, at + 1);
                if (b[at] == (object ? '}' : ']')) {
                    at++;
                    depth--;
                    kinds >>>= 1;
                } else {
                    at = object ? skipKey(b, at) : at;
                    if (at < 0) {
                        return DECLINED;
                    }
                    continue;
                }
            } else {
                at = skipScalar(b, at);
                if (at < 0) {
                    return DECLINED;
                }
            }
            while (true) {
                if (depth == 0) {
                    return at;
                }
                at = skipBlanks(b, at);
                boolean inObject = (kinds & 1) != 0;
                if (b[at] == ',') {
                    at = skipBlanks(b, at + 1);
                    at = inObject ? skipKey(b, at) : at;
                    if (at < 0) {
                        return DECLINED;
                    }
                    break;
                }
                if (b[at] != (inObject ? '}' : ']')) {
                    return DECLINED;
                }
                at++;
                depth--;
                kinds >>>= 1;
            }
        }
    }

    /** Skips a member's name, the colon and blanks around it: to the value's first byte. */
    private static int skipKey(byte[] b, int at) {
        if (b[at] != '"') {
            return DECLINED;
        }
        at = skipString(b, at + 1);
        return at < 0 ? DECLINED : skipColon(b, at);
    }

    /** Skips what is between a name and the first byte of its value. */
    static int skipColon(byte[] b, int at) {
        at = skipBlanks(b, at);
        return b[at] == ':' ? skipBlanks(b, at + 1) : DECLINED;
    }
}
