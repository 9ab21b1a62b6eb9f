package io.customerreport.aggregate;

import io.customerreport.parse.Event;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Aggregates events per customer before the shuffle, so that customers travel, not events.
 *
 * <p>Legitimate because exact sums are the same in any grouping. What has been gathered is also
 * sent on when it outgrows its memory.
 *
 * <p>Does not pay where nearly every event has a customer of its own.
 */
public final class CombineOperator extends GatheringOperator<CustomerPart> {

    private static final long serialVersionUID = 1;

    private transient AggregateTable table;
    private transient StreamRecord<CustomerPart> outgoing;

    @Override
    public void open() throws Exception {
        super.open();
        outgoing = new StreamRecord<>(null);
        table = new AggregateTable(shareOfHeap());
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        if (table.add(element.getValue())) {
            flush();
        }
    }

    @Override
    void flush() {
        table.drainTo(part -> output.collect(outgoing.replace(part)));
    }
}
