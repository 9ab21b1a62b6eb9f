package io.customerreport.parse;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** How a log writes amounts. */
@PublicEvolving
public enum AmountUnit {
    /** In the currency itself: 12.5 are twelve and a half dollars. */
    MAJOR,
    /** In its smallest unit: 1250 are twelve and a half dollars, or 1250 yen. */
    MINOR;

    /** The unit as the option spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
