package io.customerreport.testing;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.SequentialAggregate;
import io.customerreport.combine.AggregateTable;
import io.customerreport.combine.SequenceTable;
import io.customerreport.combine.ShuffleOrder;
import io.customerreport.parse.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Adds events up in every way that a run may: exact sums one by one and in parts, sequential sums
 * by runs.
 */
public final class EveryPath {

    private static final long PLENTY = 1L << 40;

    private final AggregateTable table = new AggregateTable(PLENTY, new ShuffleOrder(128, 2));
    private final SequenceTable runTable = new SequenceTable(PLENTY);
    private final Map<CustomerId, ExactAggregate> singly = new HashMap<>();
    private final Map<CustomerId, AggregateParts> parts = new HashMap<>();
    private final Map<CustomerId, SequentialAggregate> runs = new HashMap<>();

    /** Adds an event, of which nothing is kept by reference. */
    public void add(Event event) {
        singly.computeIfAbsent(
                        CustomerId.copyOf(
                                event.customer, event.customerStart, event.customerLength),
                        customer -> new ExactAggregate())
                .add(event);
        table.add(event);
        runTable.add(event);
    }

    /** Sends on what was gathered since the last time, as combiners do when they are full. */
    public void flush() {
        table.drainTo(part -> parts.merge(part.customer(), part.parts(), AggregateParts::plus));
        runTable.drainTo(
                (run, position) ->
                        runs.computeIfAbsent(run.customer(), customer -> new SequentialAggregate())
                                .add(run));
    }

    public void forEachSingly(BiConsumer<CustomerId, CustomerAggregate> receiver) {
        singly.forEach(receiver);
    }

    public void forEachInParts(BiConsumer<CustomerId, CustomerAggregate> receiver) {
        parts.forEach((customer, all) -> receiver.accept(customer, all.whole()));
    }

    public void forEachByRuns(BiConsumer<CustomerId, CustomerAggregate> receiver) {
        runs.forEach(receiver);
    }

    /** Forgets everything. */
    public void clear() {
        flush();
        singly.clear();
        parts.clear();
        runs.clear();
    }
}
