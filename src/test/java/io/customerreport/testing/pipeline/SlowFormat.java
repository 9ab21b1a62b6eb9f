package io.customerreport.testing.pipeline;

import io.customerreport.source.read.BlockFormat;
import io.customerreport.source.read.BlockReader;
import io.customerreport.source.read.PooledBlock;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.Position;
import io.customerreport.testing.Shared;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads slowly enough to be stopped on the way, and tells when it is time for that. */
public final class SlowFormat implements BlockFormat {

    private static final long serialVersionUID = 1;

    private final BlockFormat format;
    private final int stop;
    private final Shared<AtomicInteger> blocks = new Shared<>(new AtomicInteger());

    /**
     * @param stop how many blocks there are before the test stops the job: from then on it reads so
     *     slowly that the stop comes before the end
     */
    public SlowFormat(BlockFormat format, int stop) {
        this.format = format;
        this.stop = stop;
    }

    public boolean isTimeToStop() {
        return blocks.get().get() >= stop;
    }

    @Override
    public BlockReader open(FileRange range, Position from) throws IOException {
        return new SlowReader(format.open(range, from));
    }

    private final class SlowReader implements BlockReader {

        private final BlockReader reader;

        SlowReader(BlockReader reader) {
            this.reader = reader;
        }

        @Override
        public PooledBlock next() throws IOException {
            try {
                Thread.sleep(isTimeToStop() ? 200 : 5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            blocks.get().incrementAndGet();
            return reader.next();
        }

        @Override
        public Position position() {
            return reader.position();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
