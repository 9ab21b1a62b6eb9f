package io.customerreport.parse;

import io.customerreport.count.CurrencyCounts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts the currencies of events that have no rate, a block at a time.
 *
 * <p>A direct-mapped table of the codes last met stands before the {@link CurrencyCounts}, which
 * are ordered and shared between threads: a log without rates has such an event on every line.
 */
final class UnratedCurrencies {

    private static final int SLOTS = 64;

    private final byte[][] codes = new byte[SLOTS][];
    private final long[] events = new long[SLOTS];
    private final CurrencyCounts counts;

    UnratedCurrencies(CurrencyCounts counts) {
        this.counts = counts;
    }

    void count(Event event) {
        int end = event.currencyStart + event.currencyLength;
        int slot = slotOf(event.currency, event.currencyStart, end);
        byte[] code = codes[slot];
        if (code == null
                || !Arrays.equals(code, 0, code.length, event.currency, event.currencyStart, end)) {
            flush(slot);
            codes[slot] = Arrays.copyOfRange(event.currency, event.currencyStart, end);
        }
        events[slot]++;
    }

    /** Hands over what was counted since the last time. */
    void flush() {
        for (int slot = 0; slot < SLOTS; slot++) {
            flush(slot);
        }
    }

    private void flush(int slot) {
        if (events[slot] > 0) {
            String code = new String(codes[slot], StandardCharsets.UTF_8);
            counts.add(new CurrencyCounts.Count(code, events[slot]));
            events[slot] = 0;
        }
    }

    private static int slotOf(byte[] b, int start, int end) {
        int hash = end - start;
        for (int at = start; at < end; at++) {
            hash = hash * 31 + b[at];
        }
        return (hash ^ hash >>> 6) & SLOTS - 1;
    }
}
