package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import java.util.ArrayList;
import java.util.List;

/** Makes runs for tests. */
public final class Runs {

    /**
     * A run with its place.
     *
     * @param position orders a customer's runs
     */
    record Placed(CustomerRun run, long position) {}

    private Runs() {}

    /** The run of some events of one customer, which must fit in one. */
    public static CustomerRun run(Event... events) {
        RunTable table = new RunTable(Long.MAX_VALUE);
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
    static List<Placed> drained(RunTable table) {
        List<Placed> runs = new ArrayList<>();
        table.drainTo(
                (run, position) ->
                        runs.add(new Placed(CustomerRunSerializer.INSTANCE.copy(run), position)));
        return runs;
    }
}
