package io.customerreport.source.read;

import io.customerreport.source.block.InputMessage;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.read.input.RefusedFileException;
import io.customerreport.source.read.input.UnfinishedFileException;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.Position;
import io.customerreport.source.split.SplitPart;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of splits, one after another, in the fetcher's thread.
 *
 * <p>A block of a local file is handed out only after the file was found to be the one that was
 * listed, so that none is of another one; a file on another system, where asking takes as long as
 * reading, is looked at when a range of it was read. One that was renamed meanwhile is read under
 * its new name.
 */
final class BlockFetcher implements SplitReader<BlocksOfSplit.Positioned, CombinedSplit> {

    private final BlockFormat format;
    private final UnfinishedFiles unfinished;
    private final Queue<CombinedSplit> splits = new ArrayDeque<>();

    private @Nullable CombinedSplit split;
    private List<SplitPart> parts = List.of();

    /** The part that is being read, and what was handed out of it: null for nothing. */
    private int part;

    private @Nullable Position position;
    private ListedVersion version;

    /** Whether the file was found to be the listed one since it was opened. */
    private boolean verified;

    /** Null before a range was opened, or when it has to be opened again. */
    private @Nullable BlockReader reader;

    BlockFetcher(BlockFormat format, UnfinishedFiles unfinished) {
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
        String finished = split.splitId();
        split = null;
        parts = List.of();
        return BlocksOfSplit.end(finished);
    }

    /** The next block of a range; null where that ends, or goes on under another name. */
    private @Nullable BlocksOfSplit read(FileRange range) throws IOException {
        PooledBlock block = null;
        ListedVersion.Change change;
        IOException cause = null;
        try {
            if (reader == null) {
                version = new ListedVersion(range.file(), unfinished.isStrict());
                verified = false;
                reader = format.open(range, position);
            }
            block = reader.next();
            change = isDue(block != null) ? version.change() : null;
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
            return block == null ? endOfPart() : handOut(block);
        }
        if (block != null) {
            block.release();
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
    private boolean canReadOn(ListedVersion.Change change, @Nullable IOException cause) {
        return cause == null && verified && change.isElsewhere() && !unfinished.isStrict();
    }

    private BlocksOfSplit handOut(PooledBlock block) {
        position = reader.position();
        return BlocksOfSplit.block(
                split.splitId(),
                new BlocksOfSplit.Positioned(block.block, part, position),
                block::release);
    }

    /** Reads on in a file that has another name by now, or gives it up. */
    private @Nullable BlocksOfSplit goOn(
            FileRange range, ListedVersion.Change change, @Nullable IOException cause)
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
                split.splitId(),
                new BlocksOfSplit.Positioned(LineBlock.of(message), part, null),
                () -> {});
    }

    private @Nullable BlocksOfSplit endOfPart() throws IOException {
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
