package io.customerreport.source;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * Enumerates the files that have not changed for a while, with split ids of each scan's own.
 *
 * <p>Files are not cut: Flink's continuous enumerator takes one split of each path.
 */
final class SettledFiles implements FileEnumerator {

    private final Duration settleTime;

    SettledFiles(Duration settleTime) {
        this.settleTime = settleTime;
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
            throws IOException {
        long settled = System.currentTimeMillis() - settleTime.toMillis();
        String scan = "-" + UUID.randomUUID();
        List<FileSourceSplit> splits = new ArrayList<>();
        for (FileSourceSplit split :
                new ByteRangeEnumerator.Provider(Long.MAX_VALUE, true)
                        .create()
                        .enumerateSplits(paths, minDesiredSplits)) {
            if (split.fileModificationTime() <= settled) {
                splits.add(
                        new FileSourceSplit(
                                split.splitId() + scan,
                                split.path(),
                                split.offset(),
                                split.length(),
                                split.fileModificationTime(),
                                split.fileSize()));
            }
        }
        return splits;
    }
}
