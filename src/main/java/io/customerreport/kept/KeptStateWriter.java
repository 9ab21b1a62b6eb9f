package io.customerreport.kept;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.report.OutputException;
import io.customerreport.report.PartNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** Leaves a kept state: a sink for the job, and what whoever waits for the job adds. */
public final class KeptStateWriter {

    /**
     * Parts are read as a whole by one reader each: small enough to be shared among many, and large
     * enough that a state of millions of customers has hundreds of them.
     */
    private static final long PART_BYTES = 16 << 20;

    private KeptStateWriter() {}

    /**
     * A sink for the customers of a run: exactly once.
     *
     * @param run the id of the run, for the names of its parts
     * @param keyGroups of the job, if it is known: others only make the state slower to read
     */
    public static FileSink<KeyedAggregate> sink(Path folder, String run, int keyGroups) {
        String name = folder.toString();
        return FileSink.forBulkFormat(
                        folder,
                        (FSDataOutputStream out) -> new KeptPartWriter(out, name, keyGroups))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(new BySize())
                .withOutputFileConfig(
                        new OutputFileConfig(
                                PartNames.prefix(PartNames.STATE, run), PartNames.STATE_SUFFIX))
                .build();
    }

    /** The name of a part that {@link #sink} could write. */
    public static String examplePart() {
        return PartNames.example(PartNames.STATE, PartNames.STATE_SUFFIX);
    }

    /** A new part when one is large enough, and at every checkpoint. */
    private static final class BySize extends CheckpointRollingPolicy<KeyedAggregate, String> {

        private static final long serialVersionUID = 1;

        /** A look at a file's size is a system call. */
        private static final int ELEMENTS_A_LOOK = 64;

        private transient int elements;

        @Override
        public boolean shouldRollOnEvent(PartFileInfo<String> part, KeyedAggregate element)
                throws IOException {
            return elements++ % ELEMENTS_A_LOOK == 0 && part.getSize() >= PART_BYTES;
        }

        @Override
        public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long now) {
            return false;
        }
    }

    /**
     * Finds the parts that a finished job left, adds the list of files, and says what the manifest
     * must hold.
     *
     * @param customers as many as the job has counted
     * @throws IOException if they are not all there
     */
    public static String finish(
            Path folder, String run, KnownFiles files, long customers, Chapter chapter)
            throws IOException {
        List<KeptPart> parts = parts(folder);
        long kept = parts.stream().mapToLong(KeptPart::customers).sum();
        if (kept != customers) {
            throw new IOException(
                    "the state in '%s' holds %d of %d customers: all machines of the cluster, and this one, must see the same folder there"
                            .formatted(folder, kept, customers));
        }
        KeptPart list = writeFiles(folder, run, files);
        return new KeptManifest(
                        run,
                        chapter.created(),
                        chapter.program(),
                        chapter.runs(),
                        chapter.options(),
                        chapter.counts(),
                        chapter.total(),
                        list,
                        parts)
                .toJson();
    }

    private static List<KeptPart> parts(Path folder) throws IOException {
        List<FileStatus> written = new ArrayList<>();
        for (FileStatus entry : folder.getFileSystem().listStatus(folder)) {
            String name = entry.getPath().getName();
            // Also those of a run that this one went on from.
            if (PartNames.isFinished(name) && name.endsWith(PartNames.STATE_SUFFIX)) {
                written.add(entry);
            }
        }
        try {
            return written.parallelStream()
                    .map(KeptStateWriter::describe)
                    .sorted(Comparator.comparing(KeptPart::name))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static KeptPart describe(FileStatus part) {
        try {
            return KeptPartReader.describe(part.getPath(), part.getLen());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeptPart writeFiles(Path folder, String run, KnownFiles files)
            throws IOException {
        byte[] bytes = files.toBytes();
        String name =
                "%s-%s-0%s"
                        .formatted(
                                PartNames.prefix(PartNames.FILES, run),
                                UUID.randomUUID(),
                                PartNames.FILES_SUFFIX);
        Path file = new Path(folder, name);
        FileSystem system = file.getFileSystem();
        try (FSDataOutputStream out = system.create(file, WriteMode.NO_OVERWRITE)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new OutputException("to " + folder, e.getMessage(), e);
        }
        return new KeptPart(
                name,
                bytes.length,
                files.count(),
                Integer.toUnsignedLong(KeptPartFormat.crc32c(bytes, bytes.length)),
                KeptPartFormat.sha256(bytes),
                null);
    }
}
