package io.customerreport.combine;

import io.customerreport.sum.FixedPoint;

/**
 * The layout of a customer's record in a {@link CustomerIndex}, in longs from its start, and the
 * keys of what lies in side tables.
 */
public final class CustomerRecord {

    /** Where the days are, as {@link DayRegions} packs it. What comes before is the index's. */
    static final int DAYS = CustomerIndex.FREE;

    static final int LATEST_TS = DAYS + 1;
    static final int TICKETS = DAYS + 2;
    static final int TICKET_SUM = DAYS + 3;

    /** Counters of one byte for the first event types, eight in a long. */
    static final int TYPES = TICKET_SUM + FixedPoint.WORDS;

    static final int BYTE_COUNTERS = 16;

    static final int LONGS = TYPES + BYTE_COUNTERS / 8;

    /** Stands for a day in the key of the sum of tickets. */
    static final int NO_DAY = -1;

    private CustomerRecord() {}

    /**
     * Never 0, and ascending with the customer.
     *
     * @param low a day or an event type
     */
    public static long sideKey(int customer, int low) {
        return customer + 1L << 32 | low & 0xffff_ffffL;
    }
}
