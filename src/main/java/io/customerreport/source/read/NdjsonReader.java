package io.customerreport.source.read;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.Position;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Asks for a split whenever it has none, and hands its blocks out. */
// That closing may be interrupted is Flink's.
@SuppressWarnings("try")
public final class NdjsonReader
        extends SingleThreadMultiplexSourceReaderBase<
                BlocksOfSplit.Positioned, LineBlock, CombinedSplit, NdjsonReader.Progress> {

    /** A split as far as its blocks were handed out. */
    static final class Progress {

        private final CombinedSplit split;
        private int part;
        private Position position;

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

    public NdjsonReader(
            SourceReaderContext context, BlockFormat format, UnfinishedFiles unfinished) {
        super(
                () -> new BlockFetcher(format, unfinished),
                (block, out, progress) -> {
                    out.collect(block.block());
                    progress.reached(block);
                },
                context.getConfiguration(),
                context);
    }

    @Override
    public void start() {
        askWhenIdle();
    }

    @Override
    protected void onSplitFinished(Map<String, Progress> finished) {
        askWhenIdle();
    }

    private void askWhenIdle() {
        // After a restore there may be several to finish first.
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
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
