package io.customerreport.table;

import io.customerreport.count.TableOutage;
import org.apache.flink.metrics.Gauge;

/**
 * Counts how often and how long rows wait for the server of a table: as a metric the seconds since
 * the task started, which grow while they wait.
 */
final class TableWaits implements TableSession.Witness, Gauge<Double> {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Runnable retries;
    private final TableOutage outage;
    private long waited;

    /** When the first attempt failed, 0 while nothing waits. */
    private long since;

    /**
     * @param retries counts one more
     * @param outage holds what the user may read
     */
    TableWaits(Runnable retries, TableOutage outage) {
        this.retries = retries;
        this.outage = outage;
    }

    @Override
    public synchronized void waits(String sentence) {
        retries.run();
        outage.add(sentence);
        since = since == 0 ? System.nanoTime() : since;
    }

    @Override
    public synchronized void ends() {
        waited += waiting();
        since = 0;
        outage.resetLocal();
    }

    @Override
    public synchronized Double getValue() {
        return (waited + waiting()) / NANOS_PER_SECOND;
    }

    private long waiting() {
        return since == 0 ? 0 : System.nanoTime() - since;
    }
}
