package io.customerreport.count;

import org.apache.flink.api.common.accumulators.Accumulator;

/** Why rows cannot be written to a table at the moment, as a sentence; empty when they can. */
public final class TableOutage implements Accumulator<String, String> {

    /** The accumulator's name. */
    public static final String NAME = "table_outage";

    private static final long serialVersionUID = 1;

    private volatile String sentence = "";

    @Override
    public void add(String why) {
        sentence = why;
    }

    @Override
    public String getLocalValue() {
        return sentence;
    }

    @Override
    public void resetLocal() {
        sentence = "";
    }

    /** One of those who wait is enough. */
    @Override
    public void merge(Accumulator<String, String> other) {
        if (sentence.isEmpty()) {
            sentence = other.getLocalValue();
        }
    }

    @Override
    public TableOutage clone() {
        TableOutage copy = new TableOutage();
        copy.merge(this);
        return copy;
    }
}
