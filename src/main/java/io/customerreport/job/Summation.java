package io.customerreport.job;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** How sums of doubles are formed. Both are deterministic; see docs/contract.md. */
@PublicEvolving
public enum Summation {
    /** The exact real sum, rounded once when read: the same bits for every order of the input. */
    EXACT,
    /** One addition after the other in input order: the bits of the Python program. */
    SEQUENTIAL;

    /** As the user spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
