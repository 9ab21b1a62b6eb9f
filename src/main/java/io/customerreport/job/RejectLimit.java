package io.customerreport.job;

import java.math.BigDecimal;

/**
 * How many rejected lines a run may have: a number of them, or a share of all its lines.
 *
 * @param value the number, or the percentage
 * @param percent whether {@code value} is a percentage of the lines read, blank ones included
 */
public record RejectLimit(BigDecimal value, boolean percent) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public static RejectLimit count(long rejects) {
        return new RejectLimit(BigDecimal.valueOf(rejects), false);
    }

    public static RejectLimit percent(BigDecimal percentage) {
        return new RejectLimit(percentage, true);
    }

    /** Whether a run may reject whatever it reads. */
    public boolean allowsAll() {
        return percent && value.compareTo(HUNDRED) == 0;
    }

    /** Exact, with no rounding of the share: 1 reject in 3 lines exceeds 33.333 %. */
    public boolean isExceededBy(long rejects, long lines) {
        BigDecimal found = BigDecimal.valueOf(rejects);
        return percent
                ? found.multiply(HUNDRED).compareTo(value.multiply(BigDecimal.valueOf(lines))) > 0
                : found.compareTo(value) > 0;
    }

    @Override
    public String toString() {
        return value.toPlainString() + (percent ? "%" : "");
    }
}
