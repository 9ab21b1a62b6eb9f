package io.customerreport.job;

import io.customerreport.source.block.LineBlock;
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
 * Reads slowly, and fails once, a while after a checkpoint in the middle of the input was
 * completed, or after the start.
 *
 * <p>What happened is in static fields, because tasks get copies of the format; so one test at a
 * time.
 */
final class FailOnceFormat implements BulkFormat<LineBlock, FileSourceSplit> {

    static final AtomicBoolean FAILED = new AtomicBoolean();

    /** Splits that were gone on with from their middle after the failure. */
    static final AtomicInteger RESUMED = new AtomicInteger();

    private static final AtomicInteger BLOCKS = new AtomicInteger();
    private static final AtomicInteger BLOCKS_SINCE_CHECKPOINT = new AtomicInteger();

    /** The number of the checkpoint that was the newest in the middle; -1 before that. */
    private static final AtomicInteger CHECKPOINT_IN_THE_MIDDLE = new AtomicInteger();

    /** So many blocks in, splits are being read, and far more blocks are left. */
    private static final int BLOCKS_TO_THE_MIDDLE = 30;

    private static final int BLOCKS_UNTIL_FAILURE = 7;

    /** A minute and more, in which the checkpoint comes. */
    private static final int MOST_LOOKS = 30_000;

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
        BLOCKS.set(0);
        CHECKPOINT_IN_THE_MIDDLE.set(-1);
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
                if ((checkpoints == null || checkpointedInTheMiddle())
                        && BLOCKS_SINCE_CHECKPOINT.incrementAndGet() > BLOCKS_UNTIL_FAILURE
                        && FAILED.compareAndSet(false, true)) {
                    throw new IOException("induced failure");
                }
            }
            return reader.readBatch();
        }

        /** From the middle on this waits for the checkpoint, or short inputs would end before. */
        private boolean checkpointedInTheMiddle() throws IOException {
            if (BLOCKS.incrementAndGet() < BLOCKS_TO_THE_MIDDLE) {
                return false;
            }
            CHECKPOINT_IN_THE_MIDDLE.compareAndSet(-1, newestCheckpoint());
            // The next one may have begun before; the one after it has not.
            for (int looks = 0; looks < MOST_LOOKS && !isCheckpointedAnew(); looks++) {
                sleep();
            }
            return true;
        }

        private boolean isCheckpointedAnew() throws IOException {
            return FAILED.get() || newestCheckpoint() >= CHECKPOINT_IN_THE_MIDDLE.get() + 2;
        }

        /** The number of the newest that is complete; 0 before any. */
        private int newestCheckpoint() throws IOException {
            try (Stream<Path> files = Files.walk(Path.of(checkpoints))) {
                return files.filter(file -> file.endsWith("_metadata"))
                        .map(metadata -> metadata.getParent().getFileName().toString())
                        .mapToInt(name -> Integer.parseInt(name.substring("chk-".length())))
                        .max()
                        .orElse(0);
            } catch (java.io.UncheckedIOException e) {
                // A checkpoint that is replaced meanwhile; look again.
                return newestCheckpoint();
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
