package io.customerreport.job;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.read.LineBlockFormat;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/**
 * Reads slowly enough to be stopped on the way, and tells how far it is.
 *
 * <p>What happened is in a static field, because tasks get copies of the format; so one test at a
 * time.
 */
final class SlowFormat implements BulkFormat<LineBlock, FileSourceSplit> {

    /** Blocks handed out since the last {@link #reset}. */
    static final AtomicInteger BLOCKS = new AtomicInteger();

    /** From so many blocks on it reads so slowly that the stop comes before the end. */
    private static final AtomicInteger BLOCKS_UNTIL_STOP = new AtomicInteger();

    private static final long serialVersionUID = 1;

    private final LineBlockFormat format;

    SlowFormat(LineBlockFormat format) {
        this.format = format;
    }

    /**
     * Begins anew.
     *
     * @param blocks after how many the test stops the job
     */
    static void reset(int blocks) {
        BLOCKS.set(0);
        BLOCKS_UNTIL_STOP.set(blocks);
    }

    @Override
    public Reader<LineBlock> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return new SlowReader(format.createReader(config, split));
    }

    @Override
    public Reader<LineBlock> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return new SlowReader(format.restoreReader(config, split));
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<LineBlock> getProducedType() {
        return format.getProducedType();
    }

    private record SlowReader(Reader<LineBlock> reader) implements Reader<LineBlock> {

        @Override
        public RecordIterator<LineBlock> readBatch() throws IOException {
            try {
                Thread.sleep(BLOCKS.get() < BLOCKS_UNTIL_STOP.get() ? 5 : 200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            BLOCKS.incrementAndGet();
            return reader.readBatch();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
