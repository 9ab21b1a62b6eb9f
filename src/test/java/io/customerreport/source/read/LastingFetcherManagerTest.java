package io.customerreport.source.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.split.CombinedSplit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LastingFetcherManagerTest {

    private static final long CLOSE_MS = 20_000;

    /** Gives a block and the end of each split. */
    private static final class TwoBatches
            implements SplitReader<BlocksOfSplit.Positioned, CombinedSplit> {

        private final Queue<BlocksOfSplit> batches = new ArrayDeque<>();
        private volatile boolean closed;

        @Override
        public RecordsWithSplitIds<BlocksOfSplit.Positioned> fetch() {
            return batches.remove();
        }

        @Override
        public void handleSplitsChanges(SplitsChange<CombinedSplit> change) {
            for (CombinedSplit split : change.splits()) {
                batches.add(
                        BlocksOfSplit.block(
                                split.splitId(),
                                new BlocksOfSplit.Positioned(new LineBlock(), 0, null),
                                () -> {}));
                batches.add(BlocksOfSplit.end(split.splitId()));
            }
        }

        @Override
        public void wakeUp() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private final TwoBatches reader = new TwoBatches();
    private final LastingFetcherManager manager =
            new LastingFetcherManager(() -> reader, new Configuration());
    private final FutureCompletingBlockingQueue<RecordsWithSplitIds<BlocksOfSplit.Positioned>>
            queue = manager.getQueue();

    @Test
    void fetcherThatWasWokenUpWithAFullQueueIsNotLost() throws Exception {
        read(split(0));
        // As if another split had come at the moment in which a batch was put.
        queue.wakeUpPuttingThread(0);

        assertThat(manager.maybeShutdownFinishedFetchers()).isFalse();
        queue.poll();
        queue.poll();
        end();

        assertThat(reader.closed).isTrue();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void oneFetcherReadsAllSplits() throws Exception {
        for (CombinedSplit split : List.of(split(0), split(1), split(2))) {
            read(split);
            assertThat(manager.maybeShutdownFinishedFetchers()).isFalse();
            assertThat(manager.getNumAliveFetchers()).isOne();
            assertThat(reader.closed).isFalse();
            queue.poll();
            assertThat(queue.poll().finishedSplits()).containsExactly(split.splitId());
        }

        end();

        assertThat(reader.closed).isTrue();
    }

    @Test
    void readerWithoutASplitEndsAtOnce() throws Exception {
        assertThat(manager.maybeShutdownFinishedFetchers()).isFalse();

        end();

        assertThat(reader.closed).isFalse();
    }

    private static CombinedSplit split(int number) {
        return CombinedSplit.ofMessages(number, List.of());
    }

    /** Waits until the split's two batches fill the queue. */
    private void read(CombinedSplit split) throws InterruptedException {
        manager.addSplits(List.of(split));
        while (queue.remainingCapacity() > 0) {
            Thread.sleep(1);
        }
    }

    private void end() throws Exception {
        manager.end();
        while (!manager.maybeShutdownFinishedFetchers()) {
            Thread.sleep(1);
        }
        manager.close(CLOSE_MS);
    }
}
