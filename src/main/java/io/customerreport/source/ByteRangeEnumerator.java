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

    private final long splitBytes;
    private final boolean emptyInputAllowed;

    private ByteRangeEnumerator(long splitBytes, boolean emptyInputAllowed) {
        this.splitBytes = splitBytes;
        this.emptyInputAllowed = emptyInputAllowed;
    }

    /**
     * Makes enumerators where the job is coordinated.
     *
     * @param splitBytes the length of a range: shorter ones balance better, each costs a round trip
     *     to the coordinator
     * @param emptyInputAllowed whether an input without files is waited for rather than refused
     */
    public record Provider(long splitBytes, boolean emptyInputAllowed)
            implements FileEnumerator.Provider {

        public Provider {
            if (splitBytes < 1) {
                throw new IllegalArgumentException(
                        "split bytes must be at least 1, not " + splitBytes);
            }
        }

        @Override
        public FileEnumerator create() {
            return new ByteRangeEnumerator(splitBytes, emptyInputAllowed);
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
        List<FileSourceSplit> splits = new ArrayList<>();
        for (int ordinal = 0; ordinal < files.size(); ordinal++) {
            LinePosition.checkOrdinal(ordinal);
            cut(files.get(ordinal), ordinal, splits);
        }
        return splits;
    }

    private void cut(FileNode file, int ordinal, List<FileSourceSplit> target) throws IOException {
        LinePosition.checkFileBytes(file.path().toString(), file.bytes());
        boolean whole = Compression.of(file.path().getName()) != Compression.NONE;
        long step = whole ? Math.max(1, file.bytes()) : splitBytes;
        int index = 0;
        for (long offset = 0; offset < file.bytes(); offset += step) {
            target.add(
                    new FileSourceSplit(
                            LinePosition.splitId(ordinal, index++),
                            file.path(),
                            offset,
                            Math.min(step, file.bytes() - offset),
                            file.modified(),
                            file.bytes()));
        }
    }
}
