package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.isDigit;
import static io.customerreport.parse.JsonScanner.skipBlanks;

/**
 * The fast tier: finds the six fields of an event in the bytes of its line, or declines.
 *
 * <p>It accepts a line only if it understands all of it: every byte is validated, names on the way
 * to a field and the fields' texts have no escapes, texts are strings or whole numbers, a ts and an
 * amount are numbers or strings of nothing else; and what is empty for some events may be null,
 * amount and currency. For an accepted line the fields hold what {@link JsonEventReader} would
 * find; it never rejects and never guesses. It does not apply rules: whether ids are empty or times
 * in range is for the caller.
 *
 * <p>Ranges are indexes into the bytes last scanned. A string that is absent is empty. Subclasses
 * know where the fields stand.
 */
abstract sealed class FieldScanner permits EventScanner, ShapedEventScanner {

    static final int EVENT_ID_BIT = EventField.EVENT_ID.bit();
    static final int CUSTOMER_ID_BIT = EventField.CUSTOMER_ID.bit();
    static final int TS_BIT = EventField.TS.bit();
    static final int EVENT_TYPE_BIT = EventField.EVENT_TYPE.bit();
    static final int AMOUNT_BIT = EventField.AMOUNT.bit();
    static final int CURRENCY_BIT = EventField.CURRENCY.bit();

    /** A decimal integer of that many digits fits a long. */
    private static final int MAX_DIGITS = 18;

    int eventIdStart;
    int eventIdLength;
    int customerStart;
    int customerEnd;
    int typeStart;
    int typeEnd;
    int currencyStart;
    int currencyEnd;

    /** Else the currency is a text, perhaps an empty one. */
    boolean currencyIsNull;

    /** Unix seconds. */
    long ts;

    double amount;

    private final DecimalReader decimal = new DecimalReader();

    private int textEnd;
    private int valueEnd;

    /**
     * Scans the line that starts at {@code at}.
     *
     * @return the index after the line's {@code '\n'}, or {@link JsonScanner#DECLINED}
     */
    final int scan(byte[] b, int at) {
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

    /**
     * Scans the members of the line's object from the first name's quote on; returns the index of
     * the closing brace.
     */
    abstract int scanMembers(byte[] b, int at);

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

    /** Makes fields absent: those whose {@link EventField#bit} is set. */
    final void clear(int fields) {
        if ((fields & EVENT_ID_BIT) != 0) {
            eventIdLength = 0;
        }
        if ((fields & CUSTOMER_ID_BIT) != 0) {
            customerStart = 0;
            customerEnd = 0;
        }
        if ((fields & TS_BIT) != 0) {
            ts = 0;
        }
        if ((fields & EVENT_TYPE_BIT) != 0) {
            typeStart = 0;
            typeEnd = 0;
        }
        if ((fields & AMOUNT_BIT) != 0) {
            amount = 0;
        }
        if ((fields & CURRENCY_BIT) != 0) {
            currencyStart = 0;
            currencyEnd = 0;
            currencyIsNull = false;
        }
    }

    /** Skips a member of any other name; an escape in it may spell a known one, so declines. */
    static int skipMember(byte[] b, int at) {
        at = JsonScanner.skipText(b, at);
        if (at < 0 || b[at] != '"') {
            return DECLINED;
        }
        at = JsonScanner.skipColon(b, at + 1);
        return at < 0 ? DECLINED : JsonScanner.skipValue(b, at);
    }

    // The methods below read the value that starts at {@code at}, which may be DECLINED already,
    // and return the index after it.

    final int scanEventId(byte[] b, int at) {
        int start = scanText(b, at);
        eventIdStart = start;
        eventIdLength = textEnd - start;
        return afterText(start);
    }

    final int scanCustomer(byte[] b, int at) {
        customerStart = scanText(b, at);
        customerEnd = textEnd;
        return afterText(customerStart);
    }

    final int scanType(byte[] b, int at) {
        typeStart = scanText(b, at);
        typeEnd = textEnd;
        return afterText(typeStart);
    }

    final int scanCurrency(byte[] b, int at) {
        if (at < 0) {
            return DECLINED;
        }
        currencyIsNull = JsonScanner.isNull(b, at);
        if (currencyIsNull) {
            return at + 4;
        }
        currencyStart = scanText(b, at);
        currencyEnd = textEnd;
        return afterText(currencyStart);
    }

    /** Finds a text: returns its start, and leaves where it and its value end. */
    private int scanText(byte[] b, int at) {
        if (at < 0) {
            return DECLINED;
        }
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

    private int afterText(int start) {
        return start < 0 ? DECLINED : valueEnd;
    }

    /** Reads a number into {@link #ts}, whatever its unit. */
    final int scanTs(byte[] b, int at) {
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
        // 19 digits, as nanoseconds have, are below 2^64, and so negative if they overflow.
        if (at == start || at - start > MAX_DIGITS + 1 || value < 0) {
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

    final int scanAmount(byte[] b, int at) {
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

    /** Reads a string that is a number to JSON; others that are numbers to Python are declined. */
    private int scanQuotedAmount(byte[] b, int start) {
        int at = decimal.read(b, start);
        amount = decimal.value();
        // A string that is not empty is true in Python, whatever number it spells.
        return at < 0 || b[at] != '"' ? DECLINED : at + 1;
    }
}
