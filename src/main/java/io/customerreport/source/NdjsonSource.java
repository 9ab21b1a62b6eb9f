package io.customerreport.source;

import io.customerreport.source.block.LineBlock;
import io.customerreport.source.block.LineBlockSerializer;
import io.customerreport.source.enumerate.BoundedEnumerator;
import io.customerreport.source.enumerate.EnumeratorState;
import io.customerreport.source.enumerate.EnumeratorStateSerializer;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.enumerate.WatchingEnumerator;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.InputFiles;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.BlockFormat;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.read.NdjsonReader;
import io.customerreport.source.read.UnfinishedFiles;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.CombinedSplitSerializer;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.LinePosition;
import io.customerreport.source.split.SplitSizes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The job's source: NDJSON files as blocks of whole lines.
 *
 * <p>Flink's own file source asks for one file at a time, which takes more time than reading a
 * short one; and what it remembers of a watched folder grows without end (FLINK-25672).
 */
public final class NdjsonSource
        implements Source<LineBlock, CombinedSplit, EnumeratorState>,
                ResultTypeQueryable<LineBlock> {

    /**
     * A split takes a tenth of a second to parse: long enough that asking for the next one costs
     * nothing, and short enough that all readers finish at about the same time.
     */
    private static final long SHORT_BYTES = 32L << 20;

    public static final SplitSizes SHORT_SPLITS = SplitSizes.all(SHORT_BYTES);

    /**
     * For sums in the order of the input: the longer a range is, the longer the sequences of a
     * customer's events, and the fewer of them there are to sort. Longer ones than this would only
     * hold more events in memory at a time.
     */
    public static final SplitSizes LONG_SPLITS = new SplitSizes(SHORT_BYTES, 256L << 20);

    private static final long serialVersionUID = 1L;

    private final LibraryVersion client = LibraryVersion.here();
    private final BlockFormat format;
    private final Path[] paths;
    private final SplitSizes splitSizes;
    private final InputNames names;
    private final Reach reach;

    /** How much of the paths is read: what is there, or also what comes. */
    private sealed interface Reach extends Serializable {}

    /**
     * What is there.
     *
     * @param strict whether entries of folders that cannot be read make the job fail
     * @param listed the files to read, where they are known already; null if the paths are to be
     *     listed
     */
    private record Bounded(boolean strict, @Nullable ListedInput listed) implements Reach {

        InputListing listing(Path[] paths, InputNames names) throws IOException {
            InputListing listing =
                    listed == null ? InputListing.of(paths, names) : listed.listing();
            if (strict) {
                listing.requireAllReadable();
            }
            return listing;
        }
    }

    /** What is there and what comes. */
    private record Watched(WatchRules rules) implements Reach {}

    private NdjsonSource(
            BlockFormat format,
            Path[] paths,
            SplitSizes splitSizes,
            InputNames names,
            Reach reach) {
        this.format = format;
        this.paths = paths;
        this.splitSizes = splitSizes;
        this.names = names;
        this.reach = reach;
    }

    /**
     * Reads what is there and ends.
     *
     * @param paths files, folders and globs as {@link InputFiles#paths} gives them
     * @param splitSizes how long the byte ranges are that plain files are cut into
     * @param format how files are read, a {@link LineBlockFormat} or one around it
     */
    public static NdjsonSource bounded(Path[] paths, SplitSizes splitSizes, BlockFormat format) {
        return new NdjsonSource(
                format, paths, splitSizes, InputNames.absolute(), new Bounded(false, null));
    }

    /**
     * Reads what is there and what comes, until the job is stopped.
     *
     * @param rules when a file is read; the other parameters are those of {@link #bounded}
     */
    public static NdjsonSource continuous(
            Path[] paths, SplitSizes splitSizes, BlockFormat format, WatchRules rules) {
        return new NdjsonSource(
                format, paths, splitSizes, InputNames.absolute(), new Watched(rules));
    }

    /** Has files called as the user spells their names, rather than by their absolute paths. */
    public NdjsonSource spelled(InputNames spelling) {
        return new NdjsonSource(format, paths, splitSizes, spelling, reach);
    }

    /**
     * Whether an entry of a folder that cannot be read makes the job fail; only of an input that
     * ends, as the rules of another one say so.
     */
    public NdjsonSource strict(boolean refused) {
        return reaching(new Bounded(refused, bounded().listed));
    }

    /**
     * Has exactly these files read, which may be none, whatever else comes to lie below the paths
     * until the job starts; only of an input that ends.
     */
    public NdjsonSource listed(InputListing listing) {
        return reaching(new Bounded(bounded().strict, ListedInput.of(listing)));
    }

    private NdjsonSource reaching(Bounded other) {
        return new NdjsonSource(format, paths, splitSizes, names, other);
    }

    private Bounded bounded() {
        if (reach instanceof Bounded bounded) {
            return bounded;
        }
        throw new IllegalStateException("the input does not end");
    }

    @Override
    public Boundedness getBoundedness() {
        return reach instanceof Watched ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<LineBlock, CombinedSplit> createReader(SourceReaderContext context) {
        client.requireHere();
        WatchRules.Unfinished unfinished =
                reach instanceof Watched watched
                        ? watched.rules.unfinished()
                        : WatchRules.Unfinished.FAIL;
        return new NdjsonReader(context, format, new UnfinishedFiles(unfinished, names));
    }

    @Override
    public SplitEnumerator<CombinedSplit, EnumeratorState> createEnumerator(
            SplitEnumeratorContext<CombinedSplit> context) {
        client.requireHere();
        return restoreEnumerator(
                context,
                reach instanceof Bounded bounded
                        ? EnumeratorState.bounded(splits(bounded, context.currentParallelism()))
                        : EnumeratorState.START);
    }

    @Override
    public SplitEnumerator<CombinedSplit, EnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<CombinedSplit> context, EnumeratorState state) {
        return reach instanceof Watched watched
                ? new WatchingEnumerator(context, paths, names, splitSizes, watched.rules, state)
                : new BoundedEnumerator(context, state);
    }

    private List<CombinedSplit> splits(Bounded bounded, int readers) {
        try {
            InputListing listing = bounded.listing(paths, names);
            List<FileNode> files = listing.sampled();
            if (files.isEmpty() && bounded.listed == null) {
                throw new FileNotFoundException("the input holds no file");
            }
            LinePosition.checkOrdinal(files.size() - 1L);
            List<CombinedSplit> splits =
                    new ArrayList<>(InputCutter.cut(files, 0, splitSizes, readers));
            if (!listing.notices().isEmpty()) {
                splits.add(CombinedSplit.ofMessages(files.size(), listing.notices()));
            }
            return splits;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the input: " + e.getMessage(), e);
        }
    }

    @Override
    public SimpleVersionedSerializer<CombinedSplit> getSplitSerializer() {
        return new CombinedSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
        return new EnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<LineBlock> getProducedType() {
        return LineBlockSerializer.TYPE;
    }
}
