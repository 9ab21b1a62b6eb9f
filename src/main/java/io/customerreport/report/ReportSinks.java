package io.customerreport.report;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Reject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * The file sinks of a run: exactly once, one new part file a subtask and checkpoint.
 *
 * <p>{@link PartNames} says how the part files are called.
 */
public final class ReportSinks {

    private static final Rows REPORTS =
            new Rows(PartNames.REPORTS, PartNames.NDJSON, new ReportRowEncoder());
    private static final Rows CUSTOMERS =
            new Rows(PartNames.REPORTS, PartNames.CSV, new CustomerCsvEncoder());
    private static final Rows DAYS = new Rows(PartNames.DAYS, PartNames.CSV, new DayCsvEncoder());

    private ReportSinks() {}

    /** What is written of a customer, and into which parts. */
    private record Rows(String parts, String suffix, RowEncoder<KeyedAggregate> encoder) {

        String example() {
            return PartNames.example(parts, suffix);
        }

        FileSink<KeyedAggregate> sink(Path folder, String run) {
            return lines(folder, PartNames.prefix(parts, run), suffix, encoder);
        }

        /**
         * @param sinks how many write into the same folders
         */
        SnapshotSink filed(Path folder, String run, int kept, int sinks) {
            return new SnapshotSink(
                    files(
                            folder,
                            PartNames.prefix(parts, run),
                            suffix,
                            new FiledRowEncoder(encoder),
                            new FolderAssigner()),
                    folder,
                    new SnapshotRules(kept, sinks));
        }
    }

    /** The name of a part that {@link #reports} could write. */
    public static String reportsPart() {
        return REPORTS.example();
    }

    /** The name of a folder that {@link #filedReports} could put parts into. */
    public static String snapshotFolder() {
        return ReportFolder.snapshotAt(1).path();
    }

    /** The name of the part that {@link #document} could write. */
    public static String documentPart() {
        return PartNames.example(PartNames.REPORTS, PartNames.JSON);
    }

    /** The name of a part that {@link #customers} could write. */
    public static String customersPart() {
        return CUSTOMERS.example();
    }

    /** The name of a part that {@link #days} could write. */
    public static String daysPart() {
        return DAYS.example();
    }

    /** The name of a part that {@link #rejects} could write. */
    public static String rejectsPart() {
        return PartNames.example(PartNames.REJECTS, PartNames.NDJSON);
    }

    /**
     * Reports as one JSON object a line.
     *
     * @param run the id of the run, for the names of its parts
     */
    public static FileSink<KeyedAggregate> reports(Path folder, String run) {
        return REPORTS.sink(folder, run);
    }

    /** Rejected lines as one JSON object a line. */
    public static FileSink<Reject> rejects(Path folder, String run) {
        return lines(
                folder,
                PartNames.prefix(PartNames.REJECTS, run),
                PartNames.NDJSON,
                new RejectRowEncoder());
    }

    /** The lines that {@link DocumentOperator} hands out. */
    public static FileSink<byte[]> document(Path folder, String run) {
        return lines(
                folder,
                PartNames.prefix(PartNames.REPORTS, run),
                PartNames.JSON,
                (line, out) -> out.raw(line));
    }

    /** Reports as CSV, one row a customer, without their days. */
    public static FileSink<KeyedAggregate> customers(Path folder, String run) {
        return CUSTOMERS.sink(folder, run);
    }

    /** The days of reports as CSV, one row a customer and day. */
    public static FileSink<KeyedAggregate> days(Path folder, String run) {
        return DAYS.sink(folder, run);
    }

    /**
     * Reports that know their folders, as one JSON object a line.
     *
     * @param kept the number of whole snapshots that are kept
     */
    public static Sink<Tuple2<String, KeyedAggregate>> filedReports(
            Path folder, String run, int kept) {
        return REPORTS.filed(folder, run, kept, 1);
    }

    /** The same as CSV, without their days; to go with {@link #filedDays}. */
    public static Sink<Tuple2<String, KeyedAggregate>> filedCustomers(
            Path folder, String run, int kept) {
        return CUSTOMERS.filed(folder, run, kept, 2);
    }

    /** Their days as CSV; to go with {@link #filedCustomers}. */
    public static Sink<Tuple2<String, KeyedAggregate>> filedDays(
            Path folder, String run, int kept) {
        return DAYS.filed(folder, run, kept, 2);
    }

    private static <T> FileSink<T> lines(
            Path folder, String prefix, String suffix, RowEncoder<T> encoder) {
        return files(folder, prefix, suffix, encoder, new BasePathBucketAssigner<>());
    }

    private static <T> FileSink<T> files(
            Path folder,
            String prefix,
            String suffix,
            RowEncoder<T> encoder,
            BucketAssigner<T, String> folders) {
        return FileSink.forBulkFormat(folder, RowWriter.factory(encoder, folder.toString()))
                .withBucketAssigner(folders)
                .withOutputFileConfig(new OutputFileConfig(prefix, suffix))
                .build();
    }

    private static final class FolderAssigner
            implements BucketAssigner<Tuple2<String, KeyedAggregate>, String> {

        private static final long serialVersionUID = 1;

        @Override
        public String getBucketId(Tuple2<String, KeyedAggregate> row, Context context) {
            return row.f0;
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    /**
     * Removes the hidden parts that failed attempts left in a folder; for when a run has finished,
     * and all that belongs to its result is committed.
     */
    public static void removeUnfinished(Path folder) throws IOException {
        List<Path> files = new ArrayList<>(SnapshotStore.files(folder));
        for (FileStatus entry : SnapshotStore.list(folder)) {
            if (!entry.isDir()) {
                files.add(entry.getPath());
            }
        }
        FileSystem fileSystem = folder.getFileSystem();
        for (Path file : files) {
            if (PartNames.isUnfinished(file.getName())) {
                fileSystem.delete(file, false);
            }
        }
    }
}
