package io.customerreport.report;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Reject;
import java.io.IOException;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * The file sinks of a run: exactly once, one new part file a subtask and checkpoint.
 *
 * <p>Part files are called {@code reports-ID-N.ndjson} or {@code rejects-ID-N.ndjson}, and a
 * document {@code reports-ID-0.json}, with an id for each writer; while one is written its name
 * starts with a dot.
 */
public final class ReportSinks {

    private static final String REPORTS = "reports";
    private static final String REJECTS = "rejects";
    private static final String NDJSON = ".ndjson";
    private static final String JSON = ".json";

    private ReportSinks() {}

    /** The name of a part that {@link #reports} could write. */
    public static String reportsPart() {
        return part(REPORTS, NDJSON);
    }

    /** The name of the part that {@link #document} could write. */
    public static String documentPart() {
        return part(REPORTS, JSON);
    }

    /** The name of a part that {@link #rejects} could write. */
    public static String rejectsPart() {
        return part(REJECTS, NDJSON);
    }

    private static String part(String prefix, String suffix) {
        return prefix + "-0-0" + suffix;
    }

    /** Reports as one JSON object a line. */
    public static FileSink<KeyedAggregate> reports(Path folder) {
        return lines(folder, REPORTS, NDJSON, new ReportRowEncoder());
    }

    /** Rejected lines as one JSON object a line. */
    public static FileSink<Reject> rejects(Path folder) {
        return lines(folder, REJECTS, NDJSON, new RejectRowEncoder());
    }

    /** The lines that {@link DocumentOperator} hands out. */
    public static FileSink<byte[]> document(Path folder) {
        return lines(folder, REPORTS, JSON, (line, out) -> out.raw(line));
    }

    private static <T> FileSink<T> lines(
            Path folder, String prefix, String suffix, RowEncoder<T> encoder) {
        return FileSink.forBulkFormat(folder, NdjsonWriter.factory(encoder, folder.toString()))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withOutputFileConfig(new OutputFileConfig(prefix, suffix))
                .build();
    }

    /**
     * Removes the hidden parts that failed attempts left behind in a folder; for when a run has
     * finished, and all that belongs to its result is committed.
     */
    public static void removeUnfinished(Path folder) throws IOException {
        FileSystem fileSystem = folder.getFileSystem();
        FileStatus[] entries = fileSystem.exists(folder) ? fileSystem.listStatus(folder) : null;
        for (FileStatus entry : entries == null ? new FileStatus[0] : entries) {
            String name = entry.getPath().getName();
            if (name.startsWith(".") && name.contains(".inprogress.")) {
                fileSystem.delete(entry.getPath(), false);
            }
        }
    }
}
