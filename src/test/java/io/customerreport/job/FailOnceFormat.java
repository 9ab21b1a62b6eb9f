package io.customerreport.job;

import io.customerreport.source.LineBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/**
 * Reads slowly, and fails once, a while after a checkpoint was completed, or after the start.
 *
 * <p>What happened is in static fields, because tasks get copies of the format; so one test at a
 * time.
 */
final class FailOnceFormat implements BulkFormat<LineBlock, FileSourceSplit> {

    static final AtomicBoolean FAILED = new AtomicBoolean();

    /** Splits that were gone on with from their middle after the failure. */
    static final AtomicInteger RESUMED = new AtomicInteger();

    private static final AtomicInteger BLOCKS_SINCE_CHECKPOINT = new AtomicInteger();
    private static final int BLOCKS_UNTIL_FAILURE = 7;

    private static final long serialVersionUID = 1;

    private final BulkFormat<LineBlock, FileSourceSplit> format;
    private final String checkpoints;

    /** Fails without waiting for a checkpoint. */
    FailOnceFormat(BulkFormat<LineBlock, FileSourceSplit> format) {
        this.format = format;
        this.checkpoints = null;
    }

    FailOnceFormat(BulkFormat<LineBlock, FileSourceSplit> format, Path checkpoints) {
        this.format = format;
        this.checkpoints = checkpoints.toString();
    }

    static void reset() {
        FAILED.set(false);
        RESUMED.set(0);
        BLOCKS_SINCE_CHECKPOINT.set(0);
    }

    @Override
    public Reader<LineBlock> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return new FailOnceReader(format.createReader(config, split));
    }

    @Override
    public Reader<LineBlock> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        if (split.getReaderPosition().isPresent()) {
            RESUMED.incrementAndGet();
        }
        return new FailOnceReader(format.restoreReader(config, split));
    }

    @Override
    public boolean isSplittable() {
        return format.isSplittable();
    }

    @Override
    public TypeInformation<LineBlock> getProducedType() {
        return format.getProducedType();
    }

    private final class FailOnceReader implements Reader<LineBlock> {

        private final Reader<LineBlock> reader;

        FailOnceReader(Reader<LineBlock> reader) {
            this.reader = reader;
        }

        @Override
        public RecordIterator<LineBlock> readBatch() throws IOException {
            if (!FAILED.get()) {
                sleep();
                if (checkpointed()
                        && BLOCKS_SINCE_CHECKPOINT.incrementAndGet() > BLOCKS_UNTIL_FAILURE
                        && FAILED.compareAndSet(false, true)) {
                    throw new IOException("induced failure");
                }
            }
            return reader.readBatch();
        }

        private boolean checkpointed() throws IOException {
            if (checkpoints == null) {
                return true;
            }
            try (Stream<Path> files = Files.walk(Path.of(checkpoints))) {
                return files.anyMatch(file -> file.endsWith("_metadata"));
            } catch (java.io.UncheckedIOException e) {
                // A checkpoint that is replaced meanwhile; look again next time.
                return false;
            }
        }

        private void sleep() {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
