package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.isDigit;
import static io.customerreport.parse.JsonScanner.skipBlanks;

import io.customerreport.bytes.Swar;

/**
 * The fast tier: finds the six fields of an event in the bytes of its line, or declines.
 *
 * <p>It accepts a line only if it understands all of it: every byte is validated, keys and the
 * fields' texts have no escapes, texts are strings or whole numbers, a ts and an amount are numbers
 * or strings of nothing else; and what is empty for some events may be null, amount and currency.
 * For an accepted line the fields hold what {@link JsonEventReader} would find; it never rejects
 * and never guesses. It does not apply rules: whether ids are empty or times in range is for the
 * caller.
 *
 * <p>Ranges are indexes into the bytes last scanned. A string that is absent is empty.
 */
final class EventScanner {

    private static final long EVENT_ID = word("event_id");
    private static final long CUSTOMER = word("customer");
    private static final long EVENT_TY = word("event_ty");
    private static final long CURRENCY = word("currency");
    private static final long ID_QUOTE = word("_id\"");
    private static final long PE_QUOTE = word("pe\"");
    private static final long TS_QUOTE = word("ts\"");
    private static final long AMOUNT_QUOTE = word("amount\"");
    private static final long FOUR_BYTES = 0xffff_ffffL;
    private static final long THREE_BYTES = 0xff_ffffL;
    private static final long SEVEN_BYTES = 0xff_ffff_ffff_ffffL;

    /** A decimal integer of that many digits fits a long. */
    private static final int MAX_DIGITS = 18;

    int eventIdLength;
    int customerStart;
    int customerEnd;
    int typeStart;
    int typeEnd;
    int currencyStart;
    int currencyEnd;

    /** Else the currency is a text, perhaps an empty one. */
    boolean currencyIsNull;

    long ts;
    double amount;

    private final DecimalReader decimal = new DecimalReader();

    private int textEnd;
    private int valueEnd;

    private static long word(String upTo8) {
        long word = 0;
        for (int i = 0; i < upTo8.length(); i++) {
            word |= (long) upTo8.charAt(i) << 8 * i;
        }
        return word;
    }

    /**
     * Scans the line that starts at {@code at}.
     *
     * @return the index after the line's {@code '\n'}, or {@link JsonScanner#DECLINED}
     */
    int scan(byte[] b, int at) {
        clear();
        at = skipBlanks(b, at);
        if (b[at] != '{') {
            return DECLINED;
        }
        at = skipBlanks(b, at + 1);
        if (b[at] != '}') {
            at = scanMembers(b, at);
            if (at < 0) {
                return DECLINED;
            }
        }
        at = skipBlanks(b, at + 1);
        return b[at] == '\n' ? at + 1 : DECLINED;
    }

    private void clear() {
        eventIdLength = 0;
        customerStart = 0;
        customerEnd = 0;
        typeStart = 0;
        typeEnd = 0;
        currencyStart = 0;
        currencyEnd = 0;
        currencyIsNull = false;
        ts = 0;
        amount = 0;
    }

    /** Scans members from the first name's quote on; returns the index of the closing brace. */
    private int scanMembers(byte[] b, int at) {
        while (b[at] == '"') {
            at = scanMember(b, at + 1);
            if (at < 0) {
                return DECLINED;
            }
            at = skipBlanks(b, at);
            if (b[at] == '}') {
                return at;
            }
            if (b[at] != ',') {
                return DECLINED;
            }
            at = skipBlanks(b, at + 1);
        }
        return DECLINED;
    }

    private int scanMember(byte[] b, int at) {
        long name = Swar.load(b, at);
        if (name == EVENT_ID && b[at + 8] == '"') {
            int start = scanText(b, at + 9);
            eventIdLength = textEnd - start;
            return behindText(start);
        }
        if (name == CUSTOMER && (Swar.load(b, at + 8) & FOUR_BYTES) == ID_QUOTE) {
            customerStart = scanText(b, at + 12);
            customerEnd = textEnd;
            return behindText(customerStart);
        }
        if ((name & THREE_BYTES) == TS_QUOTE) {
            return scanTs(b, at + 3);
        }
        if (name == EVENT_TY && (Swar.load(b, at + 8) & THREE_BYTES) == PE_QUOTE) {
            typeStart = scanText(b, at + 11);
            typeEnd = textEnd;
            return behindText(typeStart);
        }
        if ((name & SEVEN_BYTES) == AMOUNT_QUOTE) {
            return scanAmount(b, at + 7);
        }
        if (name == CURRENCY && b[at + 8] == '"') {
            return scanCurrency(b, at + 9);
        }
        return skipMember(b, at);
    }

    /** Skips a member of any other name; an escape in it may spell a known one, so declines. */
    private static int skipMember(byte[] b, int at) {
        at = JsonScanner.skipText(b, at);
        if (at < 0 || b[at] != '"') {
            return DECLINED;
        }
        at = JsonScanner.skipColon(b, at + 1);
        return at < 0 ? DECLINED : JsonScanner.skipValue(b, at);
    }

    /**
     * Finds a text, starting after its member's name: returns its start, and leaves its end in
     * {@link #textEnd} and that of its value in {@link #valueEnd}; or declines.
     */
    private int scanText(byte[] b, int at) {
        at = JsonScanner.skipColon(b, at);
        return at < 0 ? DECLINED : scanTextValue(b, at);
    }

    private int scanTextValue(byte[] b, int at) {
        if (b[at] != '"') {
            return scanWholeNumber(b, at);
        }
        textEnd = JsonScanner.skipText(b, at + 1);
        valueEnd = textEnd + 1;
        return textEnd < 0 || b[textEnd] != '"' ? DECLINED : at + 1;
    }

    /** The text of a number that Python spells as JSON does: digits alone. */
    private int scanWholeNumber(byte[] b, int at) {
        textEnd = JsonScanner.skipDigits(b, at);
        valueEnd = textEnd;
        int digits = textEnd - at;
        return digits == 0 || digits > MAX_DIGITS || b[at] == '0' && digits > 1 ? DECLINED : at;
    }

    private int behindText(int start) {
        return start < 0 ? DECLINED : valueEnd;
    }

    private int scanCurrency(byte[] b, int at) {
        at = JsonScanner.skipColon(b, at);
        if (at < 0) {
            return DECLINED;
        }
        currencyIsNull = JsonScanner.isNull(b, at);
        if (currencyIsNull) {
            return at + 4;
        }
        currencyStart = scanTextValue(b, at);
        currencyEnd = textEnd;
        return behindText(currencyStart);
    }

    private int scanTs(byte[] b, int at) {
        at = JsonScanner.skipColon(b, at);
        if (at < 0) {
            return DECLINED;
        }
        boolean quoted = b[at] == '"';
        int start = quoted ? at + 1 : at;
        at = start;
        long value = 0;
        while (isDigit(b[at])) {
            value = value * 10 + b[at++] - '0';
        }
        if (at == start || at - start > MAX_DIGITS) {
            return DECLINED;
        }
        ts = value;
        if (quoted) {
            return b[at] == '"' ? at + 1 : DECLINED;
        }
        if (b[at] == '.') {
            return scanFractionalTs(b, start);
        }
        // An exponent after the digits is no end of a member, so the caller declines.
        return b[start] == '0' && at > start + 1 ? DECLINED : at;
    }

    /** Python reads the double, then cuts it off. */
    private int scanFractionalTs(byte[] b, int at) {
        at = decimal.read(b, at);
        ts = (long) decimal.value();
        return at;
    }

    private int scanAmount(byte[] b, int at) {
        at = JsonScanner.skipColon(b, at);
        if (at < 0) {
            return DECLINED;
        }
        if (JsonScanner.isNull(b, at)) {
            amount = 0;
            return at + 4;
        }
        if (b[at] == '"') {
            return scanQuotedAmount(b, at + 1);
        }
        at = decimal.read(b, at);
        // Python's "value or 0.0" makes a negative zero a positive one.
        amount = decimal.value() == 0 ? 0.0 : decimal.value();
        return at;
    }

    /** Of the strings that are numbers to Python, those that are numbers to JSON. */
    private int scanQuotedAmount(byte[] b, int start) {
        int at = decimal.read(b, start);
        amount = decimal.value();
        // A string that is not empty is true in Python, whatever number it spells.
        return at < 0 || b[at] != '"' ? DECLINED : at + 1;
    }
}
