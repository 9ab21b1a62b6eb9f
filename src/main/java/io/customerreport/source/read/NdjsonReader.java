package io.customerreport.source.read;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.Position;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.jspecify.annotations.Nullable;

/** Asks for a split whenever it has none, and hands its blocks out. */
// Flink declares that close() may be interrupted.
@SuppressWarnings("try")
public final class NdjsonReader
        extends SingleThreadMultiplexSourceReaderBase<
                BlocksOfSplit.Positioned, LineBlock, CombinedSplit, NdjsonReader.Progress> {

    /** A split as far as its blocks were handed out. */
    static final class Progress {

        private final CombinedSplit split;
        private int part;
        private @Nullable Position position;

        private Progress(CombinedSplit split) {
            this.split = split;
            this.part = split.read();
            this.position = split.position();
        }

        private void reached(BlocksOfSplit.Positioned block) {
            part = block.part();
            position = block.next();
        }
    }

    private final LastingFetcherManager fetchers;
    private boolean noMoreSplits;

    public NdjsonReader(
            SourceReaderContext context, BlockFormat format, UnfinishedFiles unfinished) {
        this(
                context,
                new LastingFetcherManager(
                        () -> new BlockFetcher(format, unfinished), context.getConfiguration()));
    }

    private NdjsonReader(SourceReaderContext context, LastingFetcherManager fetchers) {
        super(
                fetchers,
                (block, out, progress) -> {
                    out.collect(block.block());
                    progress.reached(block);
                },
                context.getConfiguration(),
                context);
        this.fetchers = fetchers;
    }

    @Override
    public void start() {
        goOnWhenIdle();
    }

    @Override
    protected void onSplitFinished(Map<String, Progress> finished) {
        goOnWhenIdle();
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        goOnWhenIdle();
        super.notifyNoMoreSplits();
    }

    private void goOnWhenIdle() {
        // After a restore there may be several splits to finish first.
        if (getNumberOfCurrentlyAssignedSplits() > 0) {
            return;
        }
        if (noMoreSplits) {
            fetchers.end();
        } else {
            context.sendSplitRequest();
        }
    }

    @Override
    protected Progress initializedState(CombinedSplit split) {
        return new Progress(split);
    }

    @Override
    protected CombinedSplit toSplitType(String id, Progress progress) {
        return progress.split.resumedAt(progress.part, progress.position);
    }
}
