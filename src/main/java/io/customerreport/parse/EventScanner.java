package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.isDigit;
import static io.customerreport.parse.JsonScanner.skipBlanks;

/**
 * The fast tier: finds the six fields of an event in the bytes of its line, or declines.
 *
 * <p>It accepts a line only if it understands all of it: every byte is validated, keys and the
 * fields' texts have no escapes, ids and types are strings, ts an integer, the amount a number. For
 * an accepted line the fields hold what {@link JsonEventReader} would find; it never rejects and
 * never guesses. It does not apply rules: whether ids are empty or times in range is for the
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
    private static final int MAX_TS_DIGITS = 18;

    int eventIdLength;
    int customerStart;
    int customerEnd;
    int typeStart;
    int typeEnd;
    int currencyStart;
    int currencyEnd;
    long ts;
    double amount;

    private final DecimalReader decimal = new DecimalReader();

    private int textEnd;

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
     * @return the index behind the line's {@code '\n'}, or {@link JsonScanner#DECLINED}
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
            currencyStart = scanText(b, at + 9);
            currencyEnd = textEnd;
            return behindText(currencyStart);
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
     * Finds the text of a string from behind its member's name on: returns its start and leaves its
     * end in {@link #textEnd}; or declines.
     */
    private int scanText(byte[] b, int at) {
        at = JsonScanner.skipColon(b, at);
        if (at < 0 || b[at] != '"') {
            return DECLINED;
        }
        textEnd = JsonScanner.skipText(b, at + 1);
        return textEnd < 0 || b[textEnd] != '"' ? DECLINED : at + 1;
    }

    private int behindText(int start) {
        return start < 0 ? DECLINED : textEnd + 1;
    }

    private int scanTs(byte[] b, int at) {
        at = JsonScanner.skipColon(b, at);
        if (at < 0) {
            return DECLINED;
        }
        int start = at;
        long value = 0;
        while (isDigit(b[at])) {
            value = value * 10 + b[at++] - '0';
        }
        // A point or an exponent behind the digits is no end of a member, so the caller declines.
        if (at == start || at - start > MAX_TS_DIGITS || b[start] == '0' && at > start + 1) {
            return DECLINED;
        }
        ts = value;
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
        at = decimal.read(b, at);
        // Python's "value or 0.0" makes a negative zero a positive one.
        amount = decimal.value() == 0 ? 0.0 : decimal.value();
        return at;
    }
}
