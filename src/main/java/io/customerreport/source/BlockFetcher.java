package io.customerreport.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/** Reads the byte ranges of splits, one after another, in the fetcher's thread. */
final class BlockFetcher implements SplitReader<BlocksOfSplit.Positioned, CombinedSplit> {

    private final BulkFormat<LineBlock, FileSourceSplit> format;
    private final UnfinishedFiles unfinished;
    private final Configuration config = new Configuration();
    private final Queue<CombinedSplit> splits = new ArrayDeque<>();

    private CombinedSplit split;
    private List<FileRange> ranges;
    private int next;
    private BulkFormat.Reader<LineBlock> reader;

    BlockFetcher(BulkFormat<LineBlock, FileSourceSplit> format, UnfinishedFiles unfinished) {
        this.format = format;
        this.unfinished = unfinished;
    }

    @Override
    public RecordsWithSplitIds<BlocksOfSplit.Positioned> fetch() throws IOException {
        if (split == null) {
            split = splits.remove();
            ranges = split.ranges();
            next = split.read();
        }
        while (reader != null || next < ranges.size()) {
            BulkFormat.RecordIterator<LineBlock> batch = readBatch();
            if (batch != null) {
                return BlocksOfSplit.batch(split.id(), next - 1, batch);
            }
        }
        String finished = split.id();
        split = null;
        ranges = null;
        return BlocksOfSplit.end(finished);
    }

    /** The next batch of the current range, or null where that ends. */
    private BulkFormat.RecordIterator<LineBlock> readBatch() throws IOException {
        FileRange range = ranges.get(reader == null ? next++ : next - 1);
        try {
            if (reader == null) {
                reader = open(range);
            }
            BulkFormat.RecordIterator<LineBlock> batch = reader.readBatch();
            if (batch != null) {
                return batch;
            }
        } catch (UnfinishedFileException e) {
            unfinished.giveUp(e);
        }
        close();
        return null;
    }

    private BulkFormat.Reader<LineBlock> open(FileRange range) throws IOException {
        boolean resumed = next - 1 == split.read() && split.position() != null;
        return resumed
                ? format.restoreReader(config, range.toSplit(split.position()))
                : format.createReader(config, range.toSplit(null));
    }

    @Override
    public void handleSplitsChanges(SplitsChange<CombinedSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("splits are only added, not: " + change);
        }
        splits.addAll(change.splits());
    }

    @Override
    public void wakeUp() {
        // Reads of files end by themselves.
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
