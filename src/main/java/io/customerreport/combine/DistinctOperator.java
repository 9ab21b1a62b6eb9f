package io.customerreport.combine;

import io.customerreport.aggregate.DistinctEvents;
import io.customerreport.parse.Event;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers events with their ids per customer before the shuffle, and stamps what it sends with the
 * rank of its first id: in that order each customer's events can be told apart in bounded memory.
 *
 * <p>Events that are repeated while they are gathered travel once.
 */
public final class DistinctOperator extends GatheringOperator<DistinctEvents> {

    private static final long serialVersionUID = 1;

    private static final long SHARE_OF_HEAP = -1;

    /** What the events may fill, or {@link #SHARE_OF_HEAP}. */
    private final long maxBytes;

    private transient DistinctTable table;
    private transient StreamRecord<DistinctEvents> outgoing;

    public DistinctOperator() {
        this(SHARE_OF_HEAP);
    }

    DistinctOperator(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void open() throws Exception {
        super.open();
        outgoing = new StreamRecord<>(null);
        table = new DistinctTable(maxBytes == SHARE_OF_HEAP ? shareOfHeap() : maxBytes);
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        if (table.add(element.getValue())) {
            flush();
        }
    }

    @Override
    void flush() {
        table.drainTo((events, rank) -> output.collect(outgoing.replace(events, rank)));
    }
}
