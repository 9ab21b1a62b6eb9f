package io.customerreport.source.enumerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.NdjsonSource;
import io.customerreport.source.block.InputMessage;
import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.InputStanding;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.SplitPart;
import io.customerreport.source.split.SplitSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchingEnumeratorTest {

    /** Scans are due one after another, so that a test need not wait. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private static final WatchRules RULES =
            new WatchRules(
                    AT_ONCE,
                    Duration.ofSeconds(60),
                    Duration.ofHours(1),
                    3,
                    WatchRules.Unfinished.SKIP,
                    false);

    @TempDir Path folder;

    private Path logs;
    private Coordinator coordinator = new Coordinator(2);
    private WatchingEnumerator enumerator;

    @BeforeEach
    void start() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
        restore(EnumeratorState.START);
    }

    private void restore(EnumeratorState state) {
        coordinator = new Coordinator(2);
        enumerator =
                new WatchingEnumerator(
                        coordinator,
                        new org.apache.flink.core.fs.Path[] {
                            new org.apache.flink.core.fs.Path(logs.toUri())
                        },
                        InputNames.absolute(),
                        SplitSizes.all(10),
                        RULES,
                        state);
        enumerator.start();
    }

    /** Which files such a job has read is not in its state: all would be read again. */
    @Test
    void stateOfABoundedInputIsRefused() throws Exception {
        write("a.ndjson", 25);
        org.apache.flink.core.fs.Path[] paths = {new org.apache.flink.core.fs.Path(logs.toUri())};
        NdjsonSource source =
                NdjsonSource.bounded(
                        paths,
                        SplitSizes.all(10),
                        new LineBlockFormat(InputNames.absolute(), 1_000, 1_000));
        Coordinator bounded = coordinator;
        SplitEnumerator<CombinedSplit, EnumeratorState> ending = source.createEnumerator(bounded);

        for (int left = 3; left >= 0; left--) {
            EnumeratorState state = throughItsBytes(ending.snapshotState(1));
            assertThat(state.pending()).hasSize(left);

            assertThatThrownBy(() -> restore(state))
                    .isInstanceOf(SuppressRestartsException.class)
                    .hasRootCauseMessage(
                            "the savepoint is of a bounded job, which can only be continued without --watch");
            ending.handleSplitRequest(1, null);
        }
    }

    private static EnumeratorState throughItsBytes(EnumeratorState state) throws IOException {
        EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
    }

    @Test
    void emptyFolderIsWaitedForAndReadersGetWhatComes() throws IOException {
        enumerator.handleSplitRequest(1, null);
        scan();
        assertThat(coordinator.assigned).isEmpty();

        write("2024/a.ndjson", 25);
        scan();

        assertThat(assignedRanges()).containsExactly("a.ndjson 0+10");
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        enumerator.handleSplitRequest(1, null);
        assertThat(assignedRanges())
                .containsExactly("a.ndjson 10+10", "a.ndjson 0+10", "a.ndjson 20+5");
        assertThat(coordinator.toldNoMore).isEmpty();
    }

    @Test
    void filesThatAreWrittenOrHiddenAreNotRead() throws IOException {
        Files.setLastModifiedTime(write("young.ndjson", 5), FileTime.from(Instant.now()));
        write(".hidden.ndjson", 5);
        write("_temporary/x.ndjson", 5);

        scan();

        assertThat(coordinator.metric(ScanMetrics.FILES_FOUND)).isZero();
        assertThat(coordinator.metric(ScanMetrics.FILES_WAITING)).isEqualTo(1);
        assertThat(messages()).hasOnlyElementsOfType(InputStanding.class);
    }

    @Test
    void splitIdsAreUniqueOverScansAndRestarts() throws IOException {
        write("b.ndjson", 15);
        scan();
        write("a.ndjson", 15);
        scan();
        EnumeratorState state = throughCheckpoint(enumerator.snapshotState(1));
        restore(state);
        write("0.ndjson", 5);
        scan();

        List<CombinedSplit> pending = enumerator.snapshotState(2).pending();
        assertThat(pending)
                .extracting(CombinedSplit::splitId)
                .containsExactlyInAnyOrder(
                        "000000-000000",
                        "000000-000001",
                        "000001-000000",
                        "000001-000001",
                        "000002-000000",
                        "000003-000000");
    }

    @Test
    void restoredEnumeratorReadsNothingTwice() throws IOException {
        write("a.ndjson", 5);
        scan();
        enumerator.handleSplitRequest(0, null);
        EnumeratorState state = throughCheckpoint(enumerator.snapshotState(1));

        restore(state);
        scan();
        enumerator.handleSplitRequest(0, null);

        assertThat(assignedRanges()).isEmpty();
        assertThat(coordinator.metric(ScanMetrics.FILES_REMEMBERED)).isEqualTo(1);
    }

    @Test
    void splitOfAReaderThatFailedGoesToOneThatWaits() throws IOException {
        write("a.ndjson", 5);
        scan();
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        List<CombinedSplit> lost = coordinator.assigned.remove(0);

        enumerator.addSplitsBack(lost, 0);

        assertThat(coordinator.assigned.get(1)).isEqualTo(lost);
    }

    @Test
    void readerThatFailedWhileItWaitedGetsNothing() throws IOException {
        enumerator.handleSplitRequest(0, null);
        coordinator.readers.remove(0);
        write("a.ndjson", 5);
        scan();

        assertThat(coordinator.assigned).isEmpty();
        coordinator.readers.put(0, new ReaderInfo(0, "host"));
        enumerator.handleSplitRequest(0, null);
        assertThat(assignedRanges()).containsExactly("a.ndjson 0+5");
    }

    @Test
    void scansThatFailAreCountedAndSeveralInARowFailTheJobNamingTheFolder() throws IOException {
        scan();
        long lastGood = coordinator.metric(ScanMetrics.LAST_GOOD_SCAN);
        Files.delete(logs);
        scan();
        scan();
        Files.createDirectory(logs);
        scan();
        Files.delete(logs);
        scan();
        scan();

        assertThat(lastGood).isPositive();
        assertThat(coordinator.metric(ScanMetrics.SCANS_FAILED)).isEqualTo(4);
        assertThatThrownBy(this::scan)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The input could not be scanned 3 times in a row")
                .hasMessageContaining(logs.toString());
    }

    @Test
    void scanThatFailsIsToldAndHowLongNothingWasScanned() throws IOException {
        scan();
        Files.delete(logs);
        scan();
        scan();
        List<InputMessage> failing = messages();
        Files.createDirectory(logs);
        scan();

        assertThat(failing)
                .filteredOn(InputNotice.class::isInstance)
                .hasSize(2)
                .extracting(Object::toString)
                .allMatch(notice -> notice.startsWith("'" + logs))
                .allMatch(notice -> notice.contains("' cannot be scanned for new files: "));
        assertThat(standings(failing)).hasSize(1);
        assertThat(standings(failing).get(0).unscannedSince()).isPositive();
        assertThat(standings(messages()))
                .extracting(InputStanding::unscannedSince)
                .containsExactly(0L);
    }

    @Test
    void filesThatWaitAreToldWhenTheyBecomeOthers() throws IOException {
        Files.setLastModifiedTime(write("a.ndjson", 5), FileTime.from(Instant.now()));
        Files.setLastModifiedTime(write("empty.ndjson", 0), FileTime.from(Instant.now()));
        scan();
        scan();
        List<InputStanding> waiting = standings(messages());
        write("a.ndjson", 5);
        scan();

        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).waiting()).isEqualTo(1);
        assertThat(waiting.get(0).first()).containsExactly(logs.resolve("a.ndjson").toString());
        assertThat(standings(messages())).extracting(InputStanding::waiting).containsExactly(0);
    }

    private static List<InputStanding> standings(List<InputMessage> messages) {
        return messages.stream()
                .filter(InputStanding.class::isInstance)
                .map(InputStanding.class::cast)
                .toList();
    }

    /** Takes all splits, and gives what readers would hand on. */
    private List<InputMessage> messages() throws IOException {
        List<InputMessage> messages = new ArrayList<>();
        coordinator.assigned.clear();
        for (int left = enumerator.snapshotState(1).pending().size(); left > 0; left--) {
            enumerator.handleSplitRequest(0, null);
        }
        for (CombinedSplit split : coordinator.assigned.getOrDefault(0, List.of())) {
            for (SplitPart part : split.parts()) {
                if (part instanceof SplitPart.Message told) {
                    messages.add(told.message());
                }
            }
        }
        return messages;
    }

    @Test
    void failedScanForgetsNothing() throws IOException {
        write("a.ndjson", 5);
        scan();
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(logs, elsewhere);
        scan();
        Files.move(elsewhere, logs);
        scan();

        assertThat(coordinator.metric(ScanMetrics.FILES_FOUND)).isEqualTo(1);
        assertThat(coordinator.metric(ScanMetrics.FILES_REMEMBERED)).isEqualTo(1);
    }

    private static EnumeratorState throughCheckpoint(EnumeratorState state) throws IOException {
        EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(state));
    }

    private void scan() {
        long due = System.currentTimeMillis() + 1;
        while (System.currentTimeMillis() < due) {
            Thread.onSpinWait();
        }
        coordinator.scan();
    }

    /** A file that was written some while ago. */
    private Path write(String name, int bytes) throws IOException {
        Path file = logs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "\n".repeat(bytes));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(120)));
    }

    private List<String> assignedRanges() throws IOException {
        List<String> ranges = new ArrayList<>();
        for (Collection<CombinedSplit> splits : coordinator.assigned.values()) {
            for (CombinedSplit split : splits) {
                for (SplitPart part : split.parts()) {
                    if (part instanceof FileRange range) {
                        String name = range.file().toPath().getName();
                        ranges.add(name + " " + range.offset() + "+" + range.length());
                    }
                }
            }
        }
        return ranges;
    }
}
