package io.customerreport.generate;

import java.util.Locale;

/** What the events of a log look like. */
public enum LogShape {
    /** The six fields in the event itself, and an object with more. */
    PLAIN,
    /** A payment provider's: nested, about 1 kB each, amounts in minor units. */
    PROVIDER,
    /** An application's: nested, with times as RFC 3339 has them. */
    APPLICATION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
