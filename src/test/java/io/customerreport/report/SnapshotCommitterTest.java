package io.customerreport.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which snapshots are whole and kept, as committers of several subtasks leave them. */
class SnapshotCommitterTest {

    @TempDir Path output;

    private int kept = 2;
    private int sinks = 1;
    private Committer<FileSinkCommittable> one;
    private Committer<FileSinkCommittable> other;

    @BeforeEach
    void begin() throws Exception {
        one = committer(0);
        other = committer(0);
    }

    @Test
    void snapshotIsWholeWhenAllWritersHaveCommittedTheirShare() throws Exception {
        commit(one, "snapshot-000000000002", "snapshot-000000000002/_writers-2");
        assertThat(current()).isEqualTo("none");
        assertThat(output.resolve("snapshot-000000000002/_SUCCESS")).doesNotExist();

        commit(other, "snapshot-000000000002/_writers-2");

        assertThat(current()).isEqualTo("snapshot-000000000002\n");
        assertThat(output.resolve("snapshot-000000000002/_SUCCESS")).isEmptyFile();
        assertThat(names("snapshot-000000000002")).hasSize(2).doesNotContain("_writers-2");
        assertThat(names("")).containsExactly("_CURRENT", "snapshot-000000000002");
    }

    @Test
    void checkpointThatOnlySomeWritersSawMakesNoSnapshotAndIsRemovedWithTheNext() throws Exception {
        snapshot(1);
        commit(one, "snapshot-000000000002", "snapshot-000000000002/_writers-2");

        snapshot(4);

        assertThat(current()).isEqualTo("snapshot-000000000004\n");
        assertThat(names(""))
                .containsExactly("_CURRENT", "snapshot-000000000001", "snapshot-000000000004");
    }

    @Test
    void partsAreVisibleBeforeTheMarkOfTheirWriterIs() throws Exception {
        List<String> order = new ArrayList<>();
        SnapshotCommitter committer =
                new SnapshotCommitter(
                        new AppearingParts(order), new SnapshotStore(flinkPath(), rules()), 0);

        commit(
                committer,
                "snapshot-000000000002/_writers-2",
                "snapshot-000000000002",
                "changes-000000000000");

        assertThat(order)
                .containsExactly(
                        "snapshot-000000000002",
                        "changes-000000000000",
                        "snapshot-000000000002/_writers-2");
    }

    @Test
    void newestSnapshotsAndTheChangesSinceTheOldestOfThemAreKept() throws Exception {
        commit(one, "changes-000000000000");
        for (int checkpoint = 2; checkpoint <= 8; checkpoint += 2) {
            snapshot(checkpoint);
            commit(one, "changes-00000000000" + checkpoint);
        }
        commit(one, "changes-000000000009");

        assertThat(names(""))
                .containsExactly(
                        "_CURRENT",
                        "changes-000000000006",
                        "changes-000000000008",
                        "changes-000000000009",
                        "snapshot-000000000006",
                        "snapshot-000000000008");
    }

    @Test
    void finalSnapshotIsNewerThanAllOthers() throws Exception {
        kept = 1;
        begin();
        snapshot(999);
        commit(one, "changes-000000000999");

        commit(one, "snapshot-final", "snapshot-final/_writers-1");

        assertThat(current()).isEqualTo("snapshot-final\n");
        assertThat(names("")).containsExactly("_CURRENT", "snapshot-final");
    }

    @Test
    void whatOthersPutThereStays() throws Exception {
        Files.createDirectories(output.resolve("snapshot-latest"));
        Files.createDirectories(output.resolve("changes-000000000001/reports"));
        Files.writeString(output.resolve("snapshot-2"), "theirs");
        snapshot(2);
        Files.writeString(output.resolve("snapshot-000000000002/notes.txt"), "theirs");
        snapshot(4);
        snapshot(6);

        assertThat(names(""))
                .containsExactly(
                        "_CURRENT",
                        "changes-000000000001",
                        "snapshot-000000000002",
                        "snapshot-000000000004",
                        "snapshot-000000000006",
                        "snapshot-2",
                        "snapshot-latest");
        assertThat(names("snapshot-000000000002")).containsExactly("notes.txt");
        assertThat(names("changes-000000000001")).containsExactly("reports");
    }

    @Test
    void snapshotOfTwoSinksIsWholeWithTheMarksOfBoth() throws Exception {
        sinks = 2;
        begin();
        commit(one, "snapshot-000000000002", "snapshot-000000000002/_writers-1");
        assertThat(current()).isEqualTo("none");

        commit(other, "snapshot-000000000002", "snapshot-000000000002/_writers-1");

        assertThat(current()).isEqualTo("snapshot-000000000002\n");
    }

    @Test
    void committerThatIsRestoredLeavesOutWhatWasCommittedAndRemoved() throws Exception {
        commit(one, "changes-000000000000");
        snapshot(2);
        snapshot(4);
        snapshot(6);
        List<String> order = new ArrayList<>();
        SnapshotCommitter restored =
                new SnapshotCommitter(
                        new AppearingParts(order), new SnapshotStore(flinkPath(), rules()), 6);

        List<Request> requests =
                commit(
                        restored,
                        "changes-000000000002",
                        "snapshot-000000000002",
                        "snapshot-000000000005/_writers-2",
                        "snapshot-000000000006/_writers-1",
                        "changes-000000000004");

        assertThat(order).containsExactly("changes-000000000004");
        assertThat(requests)
                .extracting(request -> request.alreadyCommitted)
                .containsExactly(true, true, true, true, false);
        assertThat(current()).isEqualTo("snapshot-000000000006\n");
    }

    @Test
    void snapshotThatWasInterruptedBeforeItWasCompletedIsCompletedByTheRestored() throws Exception {
        snapshot(2);
        commit(one, "snapshot-000000000004", "snapshot-000000000004/_writers-2");

        Committer<FileSinkCommittable> restored = committer(4);
        commit(restored, "snapshot-000000000004/_writers-2");

        assertThat(current()).isEqualTo("snapshot-000000000004\n");
    }

    @Test
    void runThatGoesOnFromAnOlderSavepointRemovesWhatItWillWriteAgain() throws Exception {
        snapshot(2);
        snapshot(4);
        snapshot(6);
        commit(one, "changes-000000000004", "changes-000000000006");
        commit(one, "snapshot-final", "snapshot-final/_writers-3");
        SnapshotStore store = new SnapshotStore(flinkPath(), rules());

        store.removeAfter(5);

        assertThat(current()).isEqualTo("snapshot-000000000004\n");
        assertThat(names(""))
                .containsExactly("_CURRENT", "changes-000000000004", "snapshot-000000000004");

        store.removeAfter(3);

        assertThat(names("")).isEmpty();
    }

    @Test
    void discardRemovesWhatTheRunWroteAndNothingElse() throws Exception {
        snapshot(2);
        commit(one, "changes-000000000002", "snapshot-000000000004/_writers-2");
        Files.writeString(output.resolve("changes-000000000002/theirs.ndjson"), "theirs");

        SnapshotStore.discard(flinkPath(), PartNames.of("0000beef"));

        assertThat(names("")).containsExactly("changes-000000000002");
        assertThat(names("changes-000000000002")).containsExactly("theirs.ndjson");
    }

    private void snapshot(int checkpoint) throws Exception {
        String path = "snapshot-%012d".formatted(checkpoint);
        commit(one, path, path + "/_writers-1");
    }

    private static List<Request> commit(Committer<FileSinkCommittable> committer, String... paths)
            throws Exception {
        List<Request> requests = Stream.of(paths).map(Request::new).toList();
        committer.commit(List.copyOf(requests));
        return requests;
    }

    private Committer<FileSinkCommittable> committer(long restored) throws IOException {
        return new SnapshotCommitter(
                new AppearingParts(new ArrayList<>()),
                new SnapshotStore(flinkPath(), rules()),
                restored);
    }

    private SnapshotRules rules() {
        return new SnapshotRules(kept, sinks);
    }

    private org.apache.flink.core.fs.Path flinkPath() {
        return new org.apache.flink.core.fs.Path(output.toUri());
    }

    private String current() throws IOException {
        Path file = output.resolve("_CURRENT");
        return Files.exists(file) ? Files.readString(file) : "none";
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(output.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Has a part appear for each request. */
    private final class AppearingParts implements Committer<FileSinkCommittable> {

        private final List<String> order;

        AppearingParts(List<String> order) {
            this.order = order;
        }

        @Override
        public void commit(Collection<CommitRequest<FileSinkCommittable>> requests) {
            for (CommitRequest<FileSinkCommittable> request : requests) {
                String path = request.getCommittable().getBucketId();
                order.add(path);
                try {
                    Path folder = Files.createDirectories(output.resolve(path));
                    Files.writeString(
                            folder.resolve("reports-0000beef-" + UUID.randomUUID() + "-0.ndjson"),
                            "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void close() {}
    }

    private static final class Request implements CommitRequest<FileSinkCommittable> {

        private final FileSinkCommittable committable;
        private boolean alreadyCommitted;

        Request(String path) {
            committable =
                    new FileSinkCommittable(path, new org.apache.flink.core.fs.Path("/nowhere"));
        }

        @Override
        public FileSinkCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void retryLater() {
            throw new AssertionError();
        }

        @Override
        public void updateAndRetryLater(FileSinkCommittable changed) {
            throw new AssertionError();
        }

        @Override
        public void signalAlreadyCommitted() {
            alreadyCommitted = true;
        }
    }
}
