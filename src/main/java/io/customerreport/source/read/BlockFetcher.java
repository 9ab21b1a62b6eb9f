package io.customerreport.source.read;

import io.customerreport.source.block.InputMessage;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.SplitPart;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/**
 * Reads the parts of splits, one after another, in the fetcher's thread.
 *
 * <p>A block of a local file is handed out only after the file was found to be the one that was
 * listed, so that none is of another one; a file on another system, where asking takes as long as
 * reading, is looked at when a range of it was read. One that was renamed meanwhile is read on
 * under its new name.
 */
final class BlockFetcher implements SplitReader<BlocksOfSplit.Positioned, CombinedSplit> {

    private final BulkFormat<LineBlock, FileSourceSplit> format;
    private final UnfinishedFiles unfinished;
    private final Configuration config = new Configuration();
    private final Queue<CombinedSplit> splits = new ArrayDeque<>();

    private CombinedSplit split;
    private List<SplitPart> parts;

    /** The part that is being read, and what was handed out of it: null for nothing. */
    private int part;

    private CheckpointedPosition position;
    private ListedVersion version;

    /** Whether the file was found to be the listed one since it was opened. */
    private boolean verified;

    /** Null before a range was opened, or when it has to be opened again. */
    private BulkFormat.Reader<LineBlock> reader;

    BlockFetcher(BulkFormat<LineBlock, FileSourceSplit> format, UnfinishedFiles unfinished) {
        this.format = format;
        this.unfinished = unfinished;
    }

    @Override
    public RecordsWithSplitIds<BlocksOfSplit.Positioned> fetch() throws IOException {
        if (split == null) {
            split = splits.remove();
            parts = new ArrayList<>(split.parts());
            part = split.read();
            position = split.position();
        }
        while (part < parts.size()) {
            BlocksOfSplit block =
                    parts.get(part) instanceof FileRange range
                            ? read(range)
                            : handOn(((SplitPart.Message) parts.get(part)).message());
            if (block != null) {
                return block;
            }
        }
        String finished = split.id();
        split = null;
        parts = null;
        return BlocksOfSplit.end(finished);
    }

    /** The next block of a range; null where that ends, or goes on under another name. */
    private BlocksOfSplit read(FileRange range) throws IOException {
        BulkFormat.RecordIterator<LineBlock> batch = null;
        ListedVersion.Change change;
        IOException cause = null;
        try {
            if (reader == null) {
                version = new ListedVersion(range.file(), unfinished.isStrict());
                verified = false;
                reader = open(range);
            }
            batch = reader.readBatch();
            change = isDue(batch != null) ? version.change() : null;
        } catch (UnfinishedFileException e) {
            cause = e;
            change = version.change();
            change = change == null ? ListedVersion.Change.UNREADABLE : change;
        } catch (IOException e) {
            // What looks like damage may be another file.
            cause = e;
            change = version.change();
            if (change == null && e instanceof RefusedFileException refused) {
                return handOn(unfinished.skip(range, refused));
            }
            if (change == null) {
                throw e;
            }
        }
        verified |= change == null;
        if (change == null || canReadOn(change, cause)) {
            return batch == null ? endOfPart() : block(batch);
        }
        if (batch != null) {
            batch.releaseBatch();
        }
        return goOn(range, change, cause);
    }

    /**
     * Whether it is time to look at the file: after each block of a local one, and one that gave
     * none, and at the end of another.
     */
    private boolean isDue(boolean block) {
        return version.isLocal() ? block || !verified : !block;
    }

    /** What has been opened and seen to be the right file stays that, whatever its name is now. */
    private boolean canReadOn(ListedVersion.Change change, IOException cause) {
        return cause == null && verified && change.isElsewhere() && !unfinished.isStrict();
    }

    private BulkFormat.Reader<LineBlock> open(FileRange range) throws IOException {
        return position != null
                ? format.restoreReader(config, range.toSplit(position))
                : format.createReader(config, range.toSplit(null));
    }

    private BlocksOfSplit block(BulkFormat.RecordIterator<LineBlock> batch) {
        RecordAndPosition<LineBlock> record = batch.next();
        position = new CheckpointedPosition(record.getOffset(), record.getRecordSkipCount());
        return BlocksOfSplit.block(
                split.id(),
                new BlocksOfSplit.Positioned(record.getRecord(), part, position),
                batch::releaseBatch);
    }

    /** Reads on in a file that has another name by now, or gives it up. */
    private BlocksOfSplit goOn(FileRange range, ListedVersion.Change change, IOException cause)
            throws IOException {
        close();
        FileNode renamed = RenamedFile.find(range.file());
        if (renamed != null) {
            parts.set(part, range.of(renamed));
            return null;
        }
        return handOn(unfinished.giveUp(range, change, cause));
    }

    private BlocksOfSplit handOn(InputMessage message) throws IOException {
        endOfPart();
        return BlocksOfSplit.block(
                split.id(),
                new BlocksOfSplit.Positioned(LineBlock.of(message), part, null),
                () -> {});
    }

    private BlocksOfSplit endOfPart() throws IOException {
        close();
        part++;
        position = null;
        return null;
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
