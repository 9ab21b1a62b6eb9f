package io.customerreport.parse;

import io.customerreport.bytes.Swar;

import io.customerreport.PaymentLog;
import java.util.Map;

/** Adds up what was read of a log, so that two ways to read it can be compared. */
final class EventSum {

    /** Without rates and with a time after all others: US dollars are the amounts themselves. */
    static final EventRules RULES = new EventRules(Map.of(), null, EventRules.MAX_NOW_TS);

    private long sum;

    void clear() {
        sum = 0;
    }

    void add(Event event) {
        add(event.ts, event.usd, event.customerLength, event.typeLength);
    }

    void add(FieldScanner found) {
        add(
                found.ts,
                found.amount,
                found.customerEnd - found.customerStart,
                found.typeEnd - found.typeStart);
    }

    private void add(long ts, double usd, int customerLength, int typeLength) {
        sum += ts + Double.doubleToRawLongBits(usd) * 31 + customerLength * 37L + typeLength;
    }

    long value() {
        return sum;
    }

    /** The sum of all events that the slow tier accepts. */
    static long of(PaymentLog log) {
        return of(log, RULES);
    }

    static long of(PaymentLog log, EventRules rules) {
        JsonEventReader reader = new JsonEventReader(rules);
        EventSum sum = new EventSum();
        Event event = new Event();
        for (int at = 0, lineEnd; at < log.end; at = lineEnd + 1) {
            lineEnd = Swar.indexOf((byte) '\n', log.bytes, at, log.end);
            if (reader.read(log.bytes, at, lineEnd, event) == LineOutcome.ACCEPTED) {
                sum.add(event);
            }
        }
        return sum.value();
    }
}
