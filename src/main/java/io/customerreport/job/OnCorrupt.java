package io.customerreport.job;

import java.util.Locale;

/** What to do with a compressed file that is damaged. */
public enum OnCorrupt {
    /** The run fails. */
    FAIL,
    /** The lines before the damage count, and the file is named. */
    SKIP;

    /** As the user spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
