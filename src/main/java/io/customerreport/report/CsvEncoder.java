package io.customerreport.report;

import static io.customerreport.report.JsonBuffer.ascii;

import io.customerreport.aggregate.KeyedAggregate;

/**
 * Writes what is known of a customer as rows of RFC 4180, in UTF-8, in files that begin with the
 * names of the columns.
 */
abstract sealed class CsvEncoder implements RowEncoder<KeyedAggregate>
        permits CustomerCsvEncoder, DayCsvEncoder {

    private static final long serialVersionUID = 1;

    private static final byte[] NAN = ascii("NaN");
    private static final byte[] INFINITY = ascii("Infinity");
    private static final byte[] NEGATIVE_INFINITY = ascii("-Infinity");

    private final String columns;

    CsvEncoder(String... columns) {
        this.columns = String.join(",", columns);
    }

    @Override
    public final void begin(JsonBuffer out) {
        out.raw(ascii(columns));
        end(out);
    }

    @Override
    public final void end(JsonBuffer out) {
        out.raw('\r');
        out.raw('\n');
    }

    /** Appends strict UTF-8 as a field that is read as text, and as the same text. */
    static void text(byte[] utf8, JsonBuffer out) {
        if (!needsQuotes(utf8)) {
            out.raw(utf8);
            return;
        }
        out.raw('"');
        for (byte b : utf8) {
            if (b == '"') {
                out.raw('"');
            }
            out.raw((char) (b & 0xff));
        }
        out.raw('"');
    }

    /**
     * Quoted is more than must be: the empty text, as databases take a bare one for null, and the
     * blanks, control characters, apostrophes and number signs that some readers take for more than
     * text.
     */
    private static boolean needsQuotes(byte[] utf8) {
        for (byte b : utf8) {
            // The comma is the last of all these characters; other bytes of UTF-8 are negative.
            if (b >= 0 && b <= ',') {
                return true;
            }
        }
        return utf8.length == 0;
    }

    /** Appends a double as Python spells it, or the names of those that are not finite. */
    static void number(double value, JsonBuffer out) {
        if (Double.isFinite(value)) {
            out.number(value);
        } else {
            out.raw(value != value ? NAN : value > 0 ? INFINITY : NEGATIVE_INFINITY);
        }
    }
}
