package io.customerreport.source;

import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/** What a reader fetches at a time: the blocks of a batch, or that a split is at its end. */
final class BlocksOfSplit implements RecordsWithSplitIds<BlocksOfSplit.Positioned> {

    /**
     * A block with where reading goes on behind it.
     *
     * @param range how many ranges of the split come before the one it is from
     * @param next in the block's file
     */
    record Positioned(LineBlock block, int range, CheckpointedPosition next) {}

    private String split;
    private final int range;
    private final BulkFormat.RecordIterator<LineBlock> blocks;
    private final Set<String> finished;

    private BlocksOfSplit(
            String split,
            int range,
            BulkFormat.RecordIterator<LineBlock> blocks,
            Set<String> finished) {
        this.split = split;
        this.range = range;
        this.blocks = blocks;
        this.finished = finished;
    }

    static BlocksOfSplit batch(
            String split, int range, BulkFormat.RecordIterator<LineBlock> blocks) {
        return new BlocksOfSplit(split, range, blocks, Set.of());
    }

    static BlocksOfSplit end(String split) {
        return new BlocksOfSplit(null, 0, null, Set.of(split));
    }

    @Override
    public String nextSplit() {
        String next = split;
        split = null;
        return next;
    }

    @Override
    public Positioned nextRecordFromSplit() {
        RecordAndPosition<LineBlock> next = blocks.next();
        return next == null
                ? null
                : new Positioned(
                        next.getRecord(),
                        range,
                        new CheckpointedPosition(next.getOffset(), next.getRecordSkipCount()));
    }

    @Override
    public Set<String> finishedSplits() {
        return finished;
    }

    @Override
    public void recycle() {
        if (blocks != null) {
            blocks.releaseBatch();
        }
    }
}
