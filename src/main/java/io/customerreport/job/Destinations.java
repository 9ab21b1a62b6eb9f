package io.customerreport.job;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Reject;
import io.customerreport.table.TableOperator;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of a job go.
 *
 * @param reports null for none but those of the table
 * @param table of the reports as well, or alone
 * @param rejects of rejected lines; without it they are only counted
 * @param state of what later runs start from, null for none
 * @param digested whether to leave a {@link io.customerreport.digest.RunDigest} as an accumulator
 */
public record Destinations(
        @Nullable Reports reports,
        @Nullable TableOperator table,
        @Nullable Sink<Reject> rejects,
        @Nullable Sink<KeyedAggregate> state,
        boolean digested) {

    /** Of a program that takes the reports as a stream. */
    static final Destinations NONE = new Destinations(null, null, null, null, false);

    /** Destinations without a table and without a state for later runs. */
    public Destinations(Reports reports, @Nullable Sink<Reject> rejects, boolean digested) {
        this(reports, null, rejects, null, digested);
    }

    /** The reports, each by itself, all in one document, or each in two tables. */
    public sealed interface Reports {}

    record Rows(Sink<KeyedAggregate> sink) implements Reports {}

    /**
     * @param sink takes the document line by line
     */
    record Document(Sink<byte[]> sink) implements Reports {}

    /**
     * @param customers takes each report for all but its days
     * @param days takes each report for its days
     */
    record Csv(Sink<KeyedAggregate> customers, Sink<KeyedAggregate> days) implements Reports {}

    /**
     * Of a continuous job: changes and snapshots, each row with the folder that it belongs in.
     *
     * @param every the number of checkpoints from one snapshot to the next
     * @param rows takes each report, without its days if {@code days} takes these
     */
    public record Snapshots(
            long every,
            Sink<Tuple2<String, KeyedAggregate>> rows,
            @Nullable Sink<Tuple2<String, KeyedAggregate>> days)
            implements Reports {}

    public static Reports rows(Sink<KeyedAggregate> sink) {
        return new Rows(sink);
    }

    public static Reports document(Sink<byte[]> sink) {
        return new Document(sink);
    }

    public static Reports csv(Sink<KeyedAggregate> customers, Sink<KeyedAggregate> days) {
        return new Csv(customers, days);
    }
}
