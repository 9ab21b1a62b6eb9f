package io.customerreport.source.block;

import io.customerreport.KernelBenchmark;
import io.customerreport.PaymentLog;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.BlockReader;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.read.PooledBlock;
import io.customerreport.source.split.FileRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Reading a file that the page cache holds as blocks of whole lines; next to it, a bare copy. */
public class LineBlockBenchmark extends KernelBenchmark {

    private static final int BLOCK_BYTES = LineBlockFormat.DEFAULT_BLOCK_BYTES;

    private final LineBlockFormat format =
            new LineBlockFormat(
                    InputNames.absolute(), LineBlockFormat.DEFAULT_MAX_LINE_BYTES, BLOCK_BYTES);
    private final byte[] copy = new byte[BLOCK_BYTES];
    private Path file;
    private FileRange range;
    private PaymentLog log;

    @Setup
    public void setUp() throws IOException {
        log = PaymentLog.named("ordinary");
        file = Files.createTempFile("payments", ".ndjson");
        try (var out = Files.newOutputStream(file)) {
            out.write(log.bytes, 0, log.end);
        }
        range =
                FileRange.whole(
                        0,
                        new FileNode(FileNode.LOCAL, file.toString(), false, log.end, 0, null));
    }

    @TearDown
    public void tearDown() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public void readBlocks(Work work) throws IOException {
        long bytes = 0;
        try (BlockReader reader = format.open(range, null)) {
            PooledBlock pooled;
            while ((pooled = reader.next()) != null) {
                LineBlock block = pooled.block;
                check('\n', block.bytes[block.end - 1]);
                bytes += block.end - block.start;
                pooled.release();
            }
        }
        check(log.end, bytes);
        work.addBytes(bytes);
    }

    @Benchmark
    public void copyBytes(Work work) throws IOException {
        long bytes = 0;
        try (var in = new java.io.FileInputStream(file.toFile())) {
            int n;
            while ((n = in.read(copy)) > 0) {
                bytes += n;
            }
        }
        check(log.end, bytes);
        work.addBytes(bytes);
    }
}
