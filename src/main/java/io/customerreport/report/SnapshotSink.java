package io.customerreport.report;

import io.customerreport.aggregate.KeyedAggregate;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes rows into the folders that they name, and completes the snapshots among these.
 *
 * <p>Its writers have no state, as a part ends with each checkpoint.
 */
final class SnapshotSink
        implements Sink<Tuple2<String, KeyedAggregate>>, SupportsCommitter<FileSinkCommittable> {

    private static final long serialVersionUID = 1;

    private final FileSink<Tuple2<String, KeyedAggregate>> files;
    private final Path output;
    private final SnapshotRules rules;

    SnapshotSink(FileSink<Tuple2<String, KeyedAggregate>> files, Path output, SnapshotRules rules) {
        this.files = files;
        this.output = output;
        this.rules = rules;
    }

    @Override
    public SinkWriter<Tuple2<String, KeyedAggregate>> createWriter(WriterInitContext context)
            throws IOException {
        return files.createWriter(context);
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
            throws IOException {
        SnapshotStore store = new SnapshotStore(output, rules);
        long restored = context.getRestoredCheckpointId().orElse(0);
        if (context.getTaskInfo().getIndexOfThisSubtask() == 0) {
            store.removeAfter(restored);
        }
        return new SnapshotCommitter(files.createCommitter(context), store, restored);
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return files.getCommittableSerializer();
    }
}
