package io.customerreport.source.read;

import io.customerreport.source.block.LineBlock;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A block whose buffer goes back to its pool when it is released.
 *
 * <p>The block and its bytes belong to whoever was given it until {@link #release}, which may be
 * called by another thread than the reader's. A buffer that a long line made grow is dropped then,
 * so that the memory of one long line is given back.
 */
public final class PooledBlock {

    /** Beyond the capacity: a '\n' for a last line that lacks one, then the block's padding. */
    private static final int SLACK = 1 + LineBlock.PADDING;

    public final LineBlock block = new LineBlock();

    private final Pool pool;
    private volatile boolean released;

    private PooledBlock(Pool pool) {
        this.pool = pool;
        block.bytes = new byte[pool.blockBytes + SLACK];
    }

    int capacity() {
        return block.bytes.length - SLACK;
    }

    /** Makes room for {@code capacity} bytes and keeps those that are there. */
    void ensureCapacity(int capacity) {
        if (capacity > capacity()) {
            block.bytes = Arrays.copyOf(block.bytes, capacity + SLACK);
        }
    }

    /** Once is enough; further calls do nothing before the buffer is in use again. */
    public void release() {
        if (!released) {
            released = true;
            pool.giveBack(this);
        }
    }

    /**
     * Keeps released blocks for reuse.
     *
     * <p>Taking never waits: when all blocks are out a new one is made. How many can be out is
     * bounded by Flink's queue between fetcher and task, and a reader that waited here could not be
     * closed.
     */
    static final class Pool {

        /** Flink queues two batches; one more is being read, one handed over, one processed. */
        private static final int KEPT = 5;

        private final ArrayBlockingQueue<PooledBlock> free = new ArrayBlockingQueue<>(KEPT);
        private final int blockBytes;

        Pool(int blockBytes) {
            this.blockBytes = blockBytes;
        }

        PooledBlock take() {
            PooledBlock taken = free.poll();
            if (taken == null) {
                return new PooledBlock(this);
            }
            taken.released = false;
            return taken;
        }

        private void giveBack(PooledBlock block) {
            if (block.capacity() == blockBytes) {
                free.offer(block);
            }
        }
    }
}
