package io.customerreport.generate;

import static io.customerreport.generate.PaymentVocabulary.ascii;

import java.nio.charset.StandardCharsets;

/**
 * Writes a line that no report can use, in the ways in which real logs hold such lines: every one
 * is blank or a reject, and each reason for a reject occurs but the line that is too long.
 */
final class UnusableLine implements EventLine {

    /** A field and a spelling of its value that spoils an otherwise ordinary line. */
    private record Fault(int field, byte[] spelling) {

        Fault(int field, String spelling) {
            // Latin-1 keeps bytes: some of the spellings are no UTF-8.
            this(field, spelling.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static final Fault[] FAULTS = {
        new Fault(PaymentLine.EVENT_ID, PaymentLine.ABSENT),
        new Fault(PaymentLine.EVENT_ID, "\"\""),
        new Fault(PaymentLine.EVENT_ID, "[\"evt_1\",\"evt_2\"]"),
        new Fault(PaymentLine.CUSTOMER_ID, PaymentLine.ABSENT),
        new Fault(PaymentLine.CUSTOMER_ID, "\"\""),
        new Fault(PaymentLine.CUSTOMER_ID, "{\"id\":\"cus_00002a\"}"),
        new Fault(PaymentLine.TS, PaymentLine.ABSENT),
        new Fault(PaymentLine.TS, "0"),
        new Fault(PaymentLine.TS, "-1"),
        new Fault(PaymentLine.TS, "null"),
        new Fault(PaymentLine.TS, "\"2025-01-07T03:12:55Z\""),
        // Milliseconds where seconds belong.
        new Fault(PaymentLine.TS, "1735689600000"),
        new Fault(PaymentLine.EVENT_TYPE, "[\"checkout\"]"),
        new Fault(PaymentLine.AMOUNT, "1,234.50"),
        new Fault(PaymentLine.AMOUNT, "$25.50"),
        new Fault(PaymentLine.AMOUNT, ""),
        // Latin-1 where UTF-8 belongs.
        new Fault(PaymentLine.METADATA, "{\"note\":\"caf\u00e9\"}"),
        new Fault(PaymentLine.METADATA, "{\"note\":\"a\ttab\"}"),
        new Fault(PaymentLine.METADATA, "{\"note\":\"a \"quote\"\"}"),
        new Fault(PaymentLine.METADATA, "{\"items\":[],}"),
    };

    private static final byte[][] WHOLE_LINES = {
        ascii("2025-01-07 03:12:55,018 WARN  payments - retrying batch 4711"),
        ascii("java.net.SocketTimeoutException: Read timed out"),
        ascii("event_id,customer_id,ts,event_type,amount,currency"),
        ascii("{'event_id': 'evt_1', 'customer_id': 'cus_00002a', 'ts': 1735689600}"),
        ascii("null"),
        ascii("\"heartbeat\""),
        ascii("42"),
        ascii("[]"),
        ascii(""),
        ascii(""),
        ascii("  \t "),
    };

    private final PaymentLine ordinary;
    private final SplitMix64 random;

    UnusableLine(PaymentLine ordinary, SplitMix64 random) {
        this.ordinary = ordinary;
        this.random = random;
    }

    @Override
    public void append(LineBuffer out, long number) {
        int kind = random.below(10);
        if (kind < 5) {
            Fault fault = random.oneOf(FAULTS);
            ordinary.append(out, number, fault.field, fault.spelling);
        } else if (kind < 7) {
            out.put(random.oneOf(WHOLE_LINES));
        } else if (kind < 8) {
            putGlued(out, number);
        } else {
            putTruncated(out, number);
        }
    }

    /** Two events in one line, as when a writer crashed between an event and its line end. */
    private void putGlued(LineBuffer out, long number) {
        boolean asArray = random.below(2) == 0;
        if (asArray) {
            out.put('[');
        }
        ordinary.append(out, number);
        if (asArray) {
            out.put(',');
        }
        ordinary.append(out, number);
        if (asArray) {
            out.put(']');
        }
    }

    /** A line without its end: an object whose closing brace is missing. */
    private void putTruncated(LineBuffer out, long number) {
        int start = out.length();
        ordinary.append(out, number);
        int length = out.length() - start;
        out.truncate(start + 1 + random.below(length - 1));
    }
}
