package io.customerreport.job;

import io.customerreport.parse.EventRules;

/**
 * What events mean.
 *
 * @param rules whose time counts unless the run is continuous
 * @param distinct whether each event id of a customer counts once
 */
public record EventOptions(EventRules rules, Summation summation, boolean distinct) {

    /** Options under which every event counts, repeated ones, too. */
    public EventOptions(EventRules rules, Summation summation) {
        this(rules, summation, false);
    }

    /** Whether only a batch run gives each customer its events in the order that they need. */
    public boolean needBatch() {
        return distinct || summation == Summation.SEQUENTIAL;
    }
}
