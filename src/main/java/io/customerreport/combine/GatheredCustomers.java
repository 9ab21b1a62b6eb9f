package io.customerreport.combine;

import io.customerreport.sum.WideSum;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AggregateTable} has gathered, for reading it before it is cleared.
 *
 * @param customers the records, see {@link CustomerRecord}
 * @param days of all customers
 * @param typeCounts what the counters of one byte do not hold, by side key
 * @param wideSums what fixed point does not hold, by side key
 * @param types the names of event types
 */
record GatheredCustomers(
        CustomerIndex customers,
        DayRegions days,
        LongCounts typeCounts,
        Map<Long, WideSum> wideSums,
        TypeDictionary types) {

    /** What is beyond fixed point in a sum, null for nothing. */
    @Nullable WideSum wideSum(int customer, int day) {
        return wideSums.isEmpty() ? null : wideSums.get(CustomerRecord.sideKey(customer, day));
    }
}
