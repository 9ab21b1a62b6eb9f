package io.customerreport.source;

import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;

/** The job's source: NDJSON files as blocks of whole lines. */
public final class NdjsonSource {

    /**
     * About a tenth of a second of parsing, beside which asking for the next split costs nothing,
     * and small enough that readers finish within that of one another.
     */
    private static final long SHORT_BYTES = 32L << 20;

    public static final SplitSizes SHORT_SPLITS = SplitSizes.all(SHORT_BYTES);

    /**
     * For sums in the order of the input: the longer a range is, the more events a customer's run
     * holds, and the fewer runs there are to sort. Longer ones than this would only hold more
     * events in memory at a time.
     */
    public static final SplitSizes LONG_SPLITS = new SplitSizes(SHORT_BYTES, 256L << 20);

    private NdjsonSource() {}

    /**
     * Reads what is there and ends.
     *
     * @param paths files, folders and globs as {@link InputFiles#paths} gives them
     * @param names how the files are called in blocks and errors
     * @param maxLineBytes see {@link LineBlockFormat}
     * @param splitSizes how long the byte ranges are that plain files are cut into
     * @param blockBytes see {@link LineBlockFormat}
     */
    public static FileSource<LineBlock> bounded(
            Path[] paths,
            InputNames names,
            int maxLineBytes,
            SplitSizes splitSizes,
            int blockBytes) {
        return bounded(paths, splitSizes, new LineBlockFormat(names, maxLineBytes, blockBytes));
    }

    /** Reads what is there, in the given format, and ends. */
    public static FileSource<LineBlock> bounded(
            Path[] paths, SplitSizes splitSizes, LineBlockFormat format) {
        return FileSource.forBulkFileFormat(format, paths)
                .setFileEnumerator(new ByteRangeEnumerator.Provider(splitSizes, false))
                .setSplitAssigner(CompressedFirstAssigner::new)
                .build();
    }

    /**
     * Reads what is there and what comes, until the job is stopped.
     *
     * @param paths files, folders and globs as {@link InputFiles#paths} gives them
     * @param names how the files are called in blocks and errors
     * @param maxLineBytes see {@link LineBlockFormat}
     * @param splitSizes how long the byte ranges are that plain files are cut into
     * @param blockBytes see {@link LineBlockFormat}
     * @param rules when a file is read
     */
    public static Source<LineBlock, ?, ?> continuous(
            Path[] paths,
            InputNames names,
            int maxLineBytes,
            SplitSizes splitSizes,
            int blockBytes,
            WatchRules rules) {
        return continuous(
                paths, splitSizes, new LineBlockFormat(names, maxLineBytes, blockBytes), rules);
    }

    /** Reads what is there and what comes, in the given format, until the job is stopped. */
    public static Source<LineBlock, ?, ?> continuous(
            Path[] paths, SplitSizes splitSizes, LineBlockFormat format, WatchRules rules) {
        return FileSource.forBulkFileFormat(format, paths)
                .setFileEnumerator(() -> new SettledFiles(rules.settleTime()))
                .setSplitAssigner(CompressedFirstAssigner::new)
                .monitorContinuously(rules.interval())
                .build();
    }
}
