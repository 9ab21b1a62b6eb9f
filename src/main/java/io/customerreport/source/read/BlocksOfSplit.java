package io.customerreport.source.read;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.split.Position;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** What a reader fetches at a time: a block, or that a split is at its end. */
final class BlocksOfSplit implements RecordsWithSplitIds<BlocksOfSplit.Positioned> {

    /**
     * A block with where reading goes on after it.
     *
     * @param part how many parts of the split come before the one with which reading goes on
     * @param next in that part's file, null for its beginning
     */
    record Positioned(LineBlock block, int part, @Nullable Position next) {}

    private final String id;
    private final @Nullable Positioned block;
    private final Runnable release;
    private boolean splitTold;
    private boolean blockTold;

    private BlocksOfSplit(String id, @Nullable Positioned block, Runnable release) {
        this.id = id;
        this.block = block;
        this.release = release;
    }

    /**
     * @param release called when the block is no longer used
     */
    static BlocksOfSplit block(String split, Positioned block, Runnable release) {
        return new BlocksOfSplit(split, block, release);
    }

    static BlocksOfSplit end(String split) {
        return new BlocksOfSplit(split, null, () -> {});
    }

    @Override
    public @Nullable String nextSplit() {
        if (block == null || splitTold) {
            return null;
        }
        splitTold = true;
        return id;
    }

    @Override
    public @Nullable Positioned nextRecordFromSplit() {
        if (blockTold) {
            return null;
        }
        blockTold = true;
        return block;
    }

    @Override
    public Set<String> finishedSplits() {
        return block == null ? Set.of(id) : Set.of();
    }

    @Override
    public void recycle() {
        release.run();
    }
}
