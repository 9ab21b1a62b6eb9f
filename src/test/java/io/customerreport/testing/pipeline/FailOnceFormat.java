package io.customerreport.testing.pipeline;

import io.customerreport.source.read.BlockFormat;
import io.customerreport.source.read.BlockReader;
import io.customerreport.source.read.PooledBlock;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.Position;
import io.customerreport.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Reads slowly, and fails once, a while after a checkpoint in the middle of the input was
 * completed, or after the start.
 */
public final class FailOnceFormat implements BlockFormat {

    /** So many blocks in, splits are being read, and far more blocks are left. */
    private static final int BLOCKS_TO_THE_MIDDLE = 30;

    private static final int BLOCKS_UNTIL_FAILURE = 7;

    /** A minute and more, in which the checkpoint comes. */
    private static final int MOST_LOOKS = 30_000;

    private static final long serialVersionUID = 1;

    private final BlockFormat format;
    private final String checkpoints;
    private final Shared<Course> course = new Shared<>(new Course());

    /** What happened in all tasks, and after all starts. */
    private static final class Course {

        private final AtomicBoolean failed = new AtomicBoolean();
        private final AtomicInteger resumed = new AtomicInteger();
        private final AtomicInteger blocks = new AtomicInteger();
        private final AtomicInteger blocksSinceCheckpoint = new AtomicInteger();

        /** The number of the checkpoint that was the newest in the middle; -1 before that. */
        private final AtomicInteger checkpointInTheMiddle = new AtomicInteger(-1);
    }

    /** Fails without waiting for a checkpoint. */
    public FailOnceFormat(BlockFormat format) {
        this.format = format;
        this.checkpoints = null;
    }

    public FailOnceFormat(BlockFormat format, Path checkpoints) {
        this.format = format;
        this.checkpoints = checkpoints.toString();
    }

    public boolean hasFailed() {
        return course.get().failed.get();
    }

    /** How many ranges were gone on with from their middle after the failure. */
    public int resumed() {
        return course.get().resumed.get();
    }

    @Override
    public BlockReader open(FileRange range, Position from) throws IOException {
        if (from != null) {
            course.get().resumed.incrementAndGet();
        }
        return new FailOnceReader(format.open(range, from), course.get());
    }

    private final class FailOnceReader implements BlockReader {

        private final BlockReader reader;
        private final Course shared;

        FailOnceReader(BlockReader reader, Course course) {
            this.reader = reader;
            this.shared = course;
        }

        @Override
        public PooledBlock next() throws IOException {
            if (!shared.failed.get()) {
                sleep();
                if ((checkpoints == null || checkpointedInTheMiddle())
                        && shared.blocksSinceCheckpoint.incrementAndGet() > BLOCKS_UNTIL_FAILURE
                        && shared.failed.compareAndSet(false, true)) {
                    throw new IOException("induced failure");
                }
            }
            return reader.next();
        }

        @Override
        public Position position() {
            return reader.position();
        }

        /** From the middle on this waits for the checkpoint, or short inputs would end before. */
        private boolean checkpointedInTheMiddle() throws IOException {
            if (shared.blocks.incrementAndGet() < BLOCKS_TO_THE_MIDDLE) {
                return false;
            }
            shared.checkpointInTheMiddle.compareAndSet(-1, newestCheckpoint());
            // The next one may have begun before; the one after it has not.
            for (int looks = 0; looks < MOST_LOOKS && !isCheckpointedAnew(); looks++) {
                sleep();
            }
            return true;
        }

        private boolean isCheckpointedAnew() throws IOException {
            return shared.failed.get()
                    || newestCheckpoint() >= shared.checkpointInTheMiddle.get() + 2;
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
