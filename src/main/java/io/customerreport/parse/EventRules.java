package io.customerreport.parse;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * What a run accepts and how it converts.
 *
 * @param fxRates US dollars for one unit of a currency; a currency that is not in it converts at
 *     1.0
 * @param allowedEventTypes the event types to keep, null to keep all; an empty set keeps none
 * @param nowTs unix seconds; later events are rejected as {@code future_ts}
 */
public record EventRules(Map<String, Double> fxRates, Set<String> allowedEventTypes, long nowTs)
        implements Serializable {

    /** The last second of the year 9999, the latest time that a calendar day is spelled for. */
    public static final long MAX_NOW_TS = 253_402_300_799L;

    public EventRules {
        if (nowTs > MAX_NOW_TS) {
            throw new IllegalArgumentException(
                    "now_ts " + nowTs + " lies beyond " + MAX_NOW_TS + ", the year 9999");
        }
        fxRates = Map.copyOf(fxRates);
        allowedEventTypes = allowedEventTypes == null ? null : Set.copyOf(allowedEventTypes);
    }
}
