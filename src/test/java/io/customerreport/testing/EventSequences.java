package io.customerreport.testing;

import io.customerreport.aggregate.EventSequence;
import io.customerreport.aggregate.EventSequenceSerializer;
import io.customerreport.combine.SequenceTable;
import io.customerreport.parse.Event;
import java.util.ArrayList;
import java.util.List;

/** Makes runs for tests. */
public final class EventSequences {

    /**
     * A run with its place.
     *
     * @param position orders a customer's runs
     */
    public record Placed(EventSequence run, long position) {}

    private EventSequences() {}

    /** The run of some events of one customer, which must fit in one. */
    public static EventSequence run(Event... events) {
        SequenceTable table = new SequenceTable(Long.MAX_VALUE);
        for (Event event : events) {
            table.add(event);
        }
        List<Placed> runs = drained(table);
        if (runs.size() != 1) {
            throw new AssertionError(runs.size() + " runs in place of one");
        }
        return runs.get(0).run();
    }

    /** What the table hands out, as copies. */
    public static List<Placed> drained(SequenceTable table) {
        List<Placed> runs = new ArrayList<>();
        table.drainTo(
                (run, position) ->
                        runs.add(new Placed(EventSequenceSerializer.INSTANCE.copy(run), position)));
        return runs;
    }
}
