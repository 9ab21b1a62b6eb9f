package io.customerreport.source.enumerate;

import io.customerreport.source.split.CombinedSplit;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsBatchSnapshot;

/** Gives the splits of an input that is all there to whoever asks, and then says that is all. */
public final class BoundedEnumerator
        implements SplitEnumerator<CombinedSplit, EnumeratorState>, SupportsBatchSnapshot {

    private final SplitEnumeratorContext<CombinedSplit> context;
    private final PendingSplits pending = new PendingSplits();

    /** Whether the state it goes on from is that of an input that does not end. */
    private final boolean watched;

    public BoundedEnumerator(SplitEnumeratorContext<CombinedSplit> context, EnumeratorState state) {
        this.context = context;
        this.watched = !state.isBounded();
        pending.add(state.pending());
    }

    @Override
    public void start() {
        if (watched) {
            // It would end here, without the files that came since, and pass for complete.
            throw EnumeratorState.ofContinuousJob();
        }
        context.metricGroup().setUnassignedSplitsGauge(() -> (long) pending.size());
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        if (!context.registeredReaders().containsKey(subtask)) {
            // It failed meanwhile, and will ask again.
            return;
        }
        CombinedSplit split = pending.poll();
        if (split == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            context.assignSplit(split, subtask);
        }
    }

    @Override
    public void addSplitsBack(List<CombinedSplit> splits, int subtask) {
        pending.add(splits);
    }

    @Override
    public void addReader(int subtask) {
        // Readers ask when they want a split.
    }

    @Override
    public EnumeratorState snapshotState(long checkpoint) {
        return EnumeratorState.bounded(pending.toList());
    }

    @Override
    public void close() throws IOException {
        // Nothing is open.
    }
}
