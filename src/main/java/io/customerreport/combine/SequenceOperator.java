package io.customerreport.combine;

import io.customerreport.aggregate.EventSequence;
import io.customerreport.parse.Event;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers events into sequences per customer before the shuffle, so that fewer and smaller records
 * travel and are sorted, and stamps the sequences with their place in the input.
 *
 * <p>The order of a customer's events can be restored from whole sequences because sequences never
 * interleave: all sequences are sent on before an event is taken that does not directly follow the
 * last one in the input, wherever the events between them went. They are also sent on when they
 * outgrow their memory.
 *
 * <p>Pays more the longer the splits of the input are.
 */
public final class SequenceOperator extends GatheringOperator<EventSequence> {

    private static final long serialVersionUID = 1;

    private static final long SHARE_OF_HEAP = -1;

    /** What the sequences may fill, or {@link #SHARE_OF_HEAP}. */
    private final long maxBytes;

    private transient SequenceTable table;
    private transient long latestEvent;
    private transient StreamRecord<EventSequence> outgoing;

    public SequenceOperator() {
        this(SHARE_OF_HEAP);
    }

    SequenceOperator(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void open() throws Exception {
        super.open();
        outgoing = new StreamRecord<>(null);
        table = new SequenceTable(maxBytes == SHARE_OF_HEAP ? shareOfHeap() : maxBytes);
    }

    @Override
    public void processElement(StreamRecord<Event> element) {
        Event event = element.getValue();
        if (event.predecessor != latestEvent) {
            flush();
        }
        latestEvent = event.position;
        if (table.add(event)) {
            flush();
        }
    }

    @Override
    void flush() {
        table.drainTo((sequence, position) -> output.collect(outgoing.replace(sequence, position)));
    }
}
