package io.customerreport.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Lists the input's files and cuts them into byte ranges.
 *
 * <p>Files on any file system are cut, local ones too; compressed files are one split, empty files
 * none. A split's id carries the rank of its file in the code point order of all paths, which makes
 * positions comparable over the whole input.
 *
 * <p>Hosts are not recorded: where a range is stored makes no difference to who reads it.
 */
public final class ByteRangeEnumerator implements FileEnumerator {

    private final SplitSizes sizes;
    private final boolean emptyInputAllowed;

    /** The bytes of plain files that are not cut yet. */
    private long left;

    private ByteRangeEnumerator(SplitSizes sizes, boolean emptyInputAllowed) {
        this.sizes = sizes;
        this.emptyInputAllowed = emptyInputAllowed;
    }

    /**
     * Makes enumerators where the job is coordinated.
     *
     * @param sizes how long the ranges are
     * @param emptyInputAllowed whether an input without files is waited for rather than refused
     */
    public record Provider(SplitSizes sizes, boolean emptyInputAllowed)
            implements FileEnumerator.Provider {

        /** Ranges of one length. */
        public Provider(long splitBytes, boolean emptyInputAllowed) {
            this(SplitSizes.all(splitBytes), emptyInputAllowed);
        }

        @Override
        public FileEnumerator create() {
            return new ByteRangeEnumerator(sizes, emptyInputAllowed);
        }
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
            throws IOException {
        List<FileListing> listings = new ArrayList<>();
        for (Path path : paths) {
            listings.add(FileListing.of(path));
        }
        List<FileNode> files = FileListing.merge(listings);
        if (files.isEmpty() && !emptyInputAllowed) {
            throw new FileNotFoundException("the input holds no file");
        }
        left = files.stream().filter(file -> !isWhole(file)).mapToLong(FileNode::bytes).sum();
        List<FileSourceSplit> splits = new ArrayList<>();
        for (int ordinal = 0; ordinal < files.size(); ordinal++) {
            LinePosition.checkOrdinal(ordinal);
            cut(files.get(ordinal), ordinal, Math.max(1, minDesiredSplits), splits);
        }
        return splits;
    }

    private static boolean isWhole(FileNode file) {
        return Compression.of(file.path().getName()) != Compression.NONE;
    }

    private void cut(FileNode file, int ordinal, int readers, List<FileSourceSplit> target)
            throws IOException {
        LinePosition.checkFileBytes(file.path().toString(), file.bytes());
        boolean whole = isWhole(file);
        int index = 0;
        long length;
        for (long offset = 0; offset < file.bytes(); offset += length) {
            long rest = file.bytes() - offset;
            length = whole ? rest : Math.min(rest, sizes.next(left, readers));
            left -= whole ? 0 : length;
            target.add(
                    new FileSourceSplit(
                            LinePosition.splitId(ordinal, index++),
                            file.path(),
                            offset,
                            length,
                            file.modified(),
                            file.bytes()));
        }
    }
}
