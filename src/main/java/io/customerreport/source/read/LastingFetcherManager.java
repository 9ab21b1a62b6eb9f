package io.customerreport.source.read;

import io.customerreport.source.split.CombinedSplit;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SingleThreadFetcherManager;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * Keeps its one fetcher until there is nothing more to read.
 *
 * <p>Flink's manager shuts a fetcher down whenever it has nothing to do, and starts another thread
 * for the next split. What is worse, a fetcher that ends puts a last, empty batch into the queue
 * and waits until that is taken out; where the queue is full and the fetcher had been woken up
 * before, the batch is dropped, and closing the reader waits for {@code
 * source.reader.close.timeout}, 30 seconds. Here the fetcher is ended when all splits were read to
 * their ends, so that the queue is empty.
 *
 * @see org.apache.flink.connector.base.source.reader.fetcher.SplitFetcher#run()
 */
final class LastingFetcherManager
        extends SingleThreadFetcherManager<BlocksOfSplit.Positioned, CombinedSplit> {

    private boolean ended;

    LastingFetcherManager(
            Supplier<SplitReader<BlocksOfSplit.Positioned, CombinedSplit>> fetcher,
            Configuration configuration) {
        super(fetcher, configuration);
    }

    /** To be called when no split is left, or will come; by the thread that polls. */
    void end() {
        ended = true;
    }

    @Override
    public boolean maybeShutdownFinishedFetchers() {
        return ended && super.maybeShutdownFinishedFetchers();
    }
}
