package io.customerreport.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;

/**
 * Commits the parts of one subtask, and completes a snapshot when the last of its marks appears.
 *
 * <p>A mark becomes visible after all that its writer wrote up to that checkpoint: committers take
 * checkpoints in their order, and here the marks of each come last. Whoever adds the last one sees
 * all of them, and has completed the snapshot before it does anything else; if it fails before, its
 * marks are still in the checkpoint that the job continues from. Two may both be the last. They do
 * the same then, and the next snapshot cannot become whole before each is done, as its marks are
 * missing.
 *
 * <p>Nobody needs to agree on anything for that, and no operator of parallelism 1 has to keep what
 * it has heard of through failures and rescaling. Flink's global committer would, and waits forever
 * for a checkpoint that was aborted after some subtasks had seen it.
 */
final class SnapshotCommitter implements Committer<FileSinkCommittable> {

    private final Committer<FileSinkCommittable> files;
    private final SnapshotStore store;

    /**
     * The snapshots that were whole at the restored checkpoint: files of folders that they have
     * replaced need not be committed.
     */
    private final Optional<SnapshotStore.Kept> before;

    /**
     * @param restored the checkpoint that it is restored from, 0 for none
     */
    SnapshotCommitter(Committer<FileSinkCommittable> files, SnapshotStore store, long restored)
            throws IOException {
        this.files = files;
        this.store = store;
        this.before = store.kept(restored);
    }

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
            throws IOException, InterruptedException {
        List<CommitRequest<FileSinkCommittable>> parts = new ArrayList<>();
        List<CommitRequest<FileSinkCommittable>> marks = new ArrayList<>();
        TreeSet<String> marked = new TreeSet<>();
        for (CommitRequest<FileSinkCommittable> request : requests) {
            String path = request.getCommittable().getBucketId();
            if (before.isPresent() && before.get().needNot(ReportFolder.ofPath(path))) {
                // It may have been removed, and a store would say that it is lost.
                request.signalAlreadyCommitted();
            } else if (ReportFolder.areMarks(path)) {
                marks.add(request);
                marked.add(path);
            } else {
                parts.add(request);
            }
        }
        files.commit(parts);
        files.commit(marks);
        for (String path : marked) {
            store.completeIfWhole(path);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            files.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
