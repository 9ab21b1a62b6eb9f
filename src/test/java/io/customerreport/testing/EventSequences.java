package io.customerreport.testing;

import io.customerreport.aggregate.EventSequence;
import io.customerreport.aggregate.EventSequenceSerializer;
import io.customerreport.combine.SequenceTable;
import io.customerreport.parse.Event;
import java.util.ArrayList;
import java.util.List;

/** Makes sequences of events for tests. */
public final class EventSequences {

    /**
     * A sequence with its place.
     *
     * @param position orders a customer's sequences
     */
    public record Placed(EventSequence sequence, long position) {}

    private EventSequences() {}

    /** The sequence of some events of one customer, which must fit in one. */
    public static EventSequence of(Event... events) {
        SequenceTable table = new SequenceTable(Long.MAX_VALUE);
        for (Event event : events) {
            table.add(event);
        }
        List<Placed> sequences = drained(table);
        if (sequences.size() != 1) {
            throw new AssertionError(sequences.size() + " sequences in place of one");
        }
        return sequences.get(0).sequence();
    }

    /** What the table hands out, as copies. */
    public static List<Placed> drained(SequenceTable table) {
        List<Placed> sequences = new ArrayList<>();
        table.drainTo(
                (sequence, position) ->
                        sequences.add(
                                new Placed(
                                        EventSequenceSerializer.INSTANCE.copy(sequence),
                                        position)));
        return sequences;
    }
}
