package io.customerreport.source;

import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;

/** The job's source: NDJSON files as blocks of whole lines. */
public final class NdjsonSource {

    /**
     * About a tenth of a second of parsing, beside which asking for the next split costs nothing,
     * and small enough that readers finish within that of one another.
     */
    public static final long DEFAULT_SPLIT_BYTES = 32L << 20;

    private NdjsonSource() {}

    /**
     * Reads what is there and ends.
     *
     * @param paths files, folders and globs as {@link InputFiles#paths} gives them
     * @param names how the files are called in blocks and errors
     * @param maxLineBytes see {@link LineBlockFormat}
     * @param splitBytes see {@link ByteRangeEnumerator.Provider}
     * @param blockBytes see {@link LineBlockFormat}
     */
    public static FileSource<LineBlock> bounded(
            Path[] paths, InputNames names, int maxLineBytes, long splitBytes, int blockBytes) {
        LineBlockFormat format = new LineBlockFormat(names, maxLineBytes, blockBytes);
        return FileSource.forBulkFileFormat(format, paths)
                .setFileEnumerator(new ByteRangeEnumerator.Provider(splitBytes, false))
                .setSplitAssigner(CompressedFirstAssigner::new)
                .build();
    }
}
