package io.customerreport.source.enumerate;

import io.customerreport.source.split.CombinedSplit;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsBatchSnapshot;

/**
 * Gives the splits of an input that is all there to whoever asks, and then says that is all.
 *
 * <p>It says so to all readers at once, when none of them reads any more. Flink's checkpoints leave
 * out what a subtask knew that has finished, so if the job went on from one of them, all that a
 * reader's task had counted would be lost. The first checkpoint after readers end together is
 * complete when their receivers have ended, too, and nothing is left to be counted.
 */
public final class BoundedEnumerator
        implements SplitEnumerator<CombinedSplit, EnumeratorState>, SupportsBatchSnapshot {

    private final SplitEnumeratorContext<CombinedSplit> context;
    private final PendingSplits pending = new PendingSplits();

    /** Readers that have asked in vain. */
    private final Set<Integer> idle = new TreeSet<>();

    /** Readers that know that there is no more. */
    private final Set<Integer> ended = new HashSet<>();

    /** Whether the state it continues from is that of an input that does not end. */
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
        idle.add(subtask);
        answer();
    }

    private void answer() {
        idle.retainAll(context.registeredReaders().keySet());
        for (Iterator<Integer> asking = idle.iterator(); asking.hasNext() && pending.size() > 0; ) {
            context.assignSplit(pending.poll(), asking.next());
            asking.remove();
        }
        if (pending.size() == 0 && isNobodyReading()) {
            idle.forEach(context::signalNoMoreSplits);
            ended.addAll(idle);
            idle.clear();
        }
    }

    private boolean isNobodyReading() {
        return context.registeredReaders().keySet().stream()
                .allMatch(reader -> idle.contains(reader) || ended.contains(reader));
    }

    @Override
    public void addSplitsBack(List<CombinedSplit> splits, int subtask) {
        forget(subtask);
        pending.add(splits);
        answer();
    }

    /** Readers ask when they want a split. */
    @Override
    public void addReader(int subtask) {
        forget(subtask);
    }

    private void forget(int subtask) {
        idle.remove(subtask);
        ended.remove(subtask);
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
