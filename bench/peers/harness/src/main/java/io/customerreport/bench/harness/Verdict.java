package io.customerreport.bench.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * How an answer compares with customer-report's, in numbers of customers.
 *
 * @param expected customers there are
 * @param missing customers without a row
 * @param repeated rows of customers that had one already
 * @param unexpected rows of nobody
 * @param counts customers with another number of events, set of days, type, shard or latest event
 * @param sums customers with a sum beyond the tolerance
 * @param lastDigits customers whose sums are within the tolerance, but not the same bits
 * @param withoutShard rows that lack the shard
 * @param events all events of the answer less those expected
 */
record Verdict(
        int expected,
        int missing,
        int repeated,
        int unexpected,
        int counts,
        int sums,
        int lastDigits,
        int withoutShard,
        long events) {

    boolean isSame() {
        return missing == 0
                && repeated == 0
                && unexpected == 0
                && counts == 0
                && sums == 0
                && events == 0;
    }

    /** A phrase for the table. */
    String describe() {
        List<String> parts = new ArrayList<>();
        if (!isSame()) {
            addIfAny(parts, missing, "missing");
            addIfAny(parts, repeated, "with two rows");
            addIfAny(parts, unexpected, "too many");
            addIfAny(parts, counts, "counted otherwise");
            addIfAny(parts, sums, "with other sums");
            if (events != 0) {
                parts.add("%+,d events".formatted(events));
            }
        } else if (lastDigits == 0) {
            parts.add("the same, to the bit");
        } else {
            parts.add(
                    "the same but for the last digits of sums, in %.1f%% of the customers"
                            .formatted(100.0 * lastDigits / expected));
        }
        if (withoutShard > 0) {
            parts.add("no shard");
        }
        return String.join(", ", parts);
    }

    private static void addIfAny(List<String> parts, int customers, String what) {
        if (customers > 0) {
            parts.add(
                    "%,d %s %s"
                            .formatted(customers, customers == 1 ? "customer" : "customers", what));
        }
    }
}
