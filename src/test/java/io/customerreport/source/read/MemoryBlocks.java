package io.customerreport.source.read;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.read.input.SplitInput;
import java.io.IOException;
import java.util.function.Consumer;

/** Cuts bytes in memory into blocks, as the job does with the bytes of a file. */
public final class MemoryBlocks {

    private MemoryBlocks() {}

    /** Hands out the blocks one by one; each is valid during the call. */
    public static void of(
            byte[] content, int blockBytes, int maxLineBytes, Consumer<LineBlock> receiver) {
        LineBlockReader reader =
                new LineBlockReader(
                        new MemoryInput(content),
                        new PooledBlock.Pool(blockBytes),
                        "memory",
                        0,
                        blockBytes,
                        maxLineBytes,
                        false);
        try {
            for (PooledBlock next = reader.next(); next != null; next = reader.next()) {
                receiver.accept(next.block);
                next.release();
            }
        } catch (IOException e) {
            throw new AssertionError("nothing in memory fails", e);
        }
    }

    private static final class MemoryInput implements SplitInput {

        private final byte[] content;
        private int offset;

        MemoryInput(byte[] content) {
            this.content = content;
        }

        @Override
        public int read(byte[] buffer, int start, int length) {
            int n = Math.min(length, content.length - offset);
            System.arraycopy(content, offset, buffer, start, n);
            offset += n;
            return n;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public boolean ended() {
            return offset == content.length;
        }

        @Override
        public void close() {}
    }
}
