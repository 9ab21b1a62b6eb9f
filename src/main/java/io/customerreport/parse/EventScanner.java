package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.skipBlanks;
import static io.customerreport.parse.JsonScanner.skipColon;

import io.customerreport.bytes.LittleEndian;
import io.customerreport.bytes.Swar;

/** Scans events whose fields stand in the line's object under their own names, times in seconds. */
final class EventScanner extends FieldScanner {

    private static final long EVENT_ID = LittleEndian.word("event_id");
    private static final long CUSTOMER = LittleEndian.word("customer");
    private static final long EVENT_TY = LittleEndian.word("event_ty");
    private static final long CURRENCY = LittleEndian.word("currency");
    private static final long ID_QUOTE = LittleEndian.word("_id\"");
    private static final long PE_QUOTE = LittleEndian.word("pe\"");
    private static final long TS_QUOTE = LittleEndian.word("ts\"");
    private static final long AMOUNT_QUOTE = LittleEndian.word("amount\"");
    private static final long FOUR_BYTES = 0xffff_ffffL;
    private static final long THREE_BYTES = 0xff_ffffL;
    private static final long SEVEN_BYTES = 0xff_ffff_ffff_ffffL;

    @Override
    int scanMembers(byte[] b, int at) {
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
            return scanEventId(b, skipColon(b, at + 9));
        }
        if (name == CUSTOMER && (Swar.load(b, at + 8) & FOUR_BYTES) == ID_QUOTE) {
            return scanCustomer(b, skipColon(b, at + 12));
        }
        if ((name & THREE_BYTES) == TS_QUOTE) {
            return scanTs(b, skipColon(b, at + 3));
        }
        if (name == EVENT_TY && (Swar.load(b, at + 8) & THREE_BYTES) == PE_QUOTE) {
            return scanType(b, skipColon(b, at + 11));
        }
        if ((name & SEVEN_BYTES) == AMOUNT_QUOTE) {
            return scanAmount(b, skipColon(b, at + 7));
        }
        if (name == CURRENCY && b[at + 8] == '"') {
            return scanCurrency(b, skipColon(b, at + 9));
        }
        return skipMember(b, at);
    }
}
