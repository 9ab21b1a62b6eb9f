package io.customerreport.source.enumerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.NdjsonSource;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.SplitSizes;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoundedEnumeratorTest {

    @TempDir java.nio.file.Path folder;

    private final Coordinator coordinator = new Coordinator(2);

    @Test
    void inputWithoutFilesIsRefused() {
        assertThatThrownBy(() -> source().createEnumerator(coordinator))
                .hasMessage("Cannot list the input: the input holds no file")
                .hasCauseInstanceOf(FileNotFoundException.class);
    }

    @Test
    void readersGetASplitEachTimeTheyAskUntilThereIsNone() throws Exception {
        Files.write(folder.resolve("a.ndjson"), new byte[15]);
        SplitEnumerator<CombinedSplit, EnumeratorState> enumerator =
                source().createEnumerator(coordinator);
        enumerator.start();

        enumerator.handleSplitRequest(1, null);
        assertThat(coordinator.metric("unassignedSplits")).isEqualTo(1);
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);

        assertThat(coordinator.assigned.get(1))
                .extracting(CombinedSplit::splitId)
                .containsExactly("000000-000000");
        assertThat(coordinator.assigned.get(0))
                .extracting(CombinedSplit::splitId)
                .containsExactly("000000-000001");
        assertThat(coordinator.toldNoMore).isEmpty();

        enumerator.handleSplitRequest(0, null);

        assertThat(coordinator.toldNoMore).containsExactly(0, 1);
    }

    /** Else a checkpoint could be without what the first one's task has counted. */
    @Test
    void nobodyIsToldThatThereIsNoMoreWhileAnotherReads() throws Exception {
        Files.write(folder.resolve("a.ndjson"), new byte[25]);
        Coordinator three = new Coordinator(3);
        SplitEnumerator<CombinedSplit, EnumeratorState> enumerator =
                source().createEnumerator(three);
        for (int request = 0; request < 2; request++) {
            enumerator.handleSplitRequest(0, null);
            enumerator.handleSplitRequest(1, null);
        }
        assertThat(three.toldNoMore).isEmpty();

        // It has not asked yet, and may go on with what it read before a failure.
        enumerator.handleSplitRequest(0, null);
        assertThat(three.toldNoMore).isEmpty();

        enumerator.handleSplitRequest(2, null);
        assertThat(three.toldNoMore).containsExactly(0, 1, 2);
    }

    @Test
    void splitOfAReaderThatFailedGoesToOneThatWaits() throws Exception {
        Files.write(folder.resolve("a.ndjson"), new byte[5]);
        SplitEnumerator<CombinedSplit, EnumeratorState> enumerator =
                source().createEnumerator(coordinator);
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        CombinedSplit lost = coordinator.assigned.get(0).get(0);

        coordinator.readers.remove(0);
        enumerator.addSplitsBack(List.of(lost), 0);

        assertThat(coordinator.assigned.get(1)).containsExactly(lost);
        assertThat(coordinator.toldNoMore).isEmpty();
    }

    @Test
    void readerThatComesBackIsToldAgain() throws Exception {
        Files.write(folder.resolve("a.ndjson"), new byte[5]);
        SplitEnumerator<CombinedSplit, EnumeratorState> enumerator =
                source().createEnumerator(coordinator);
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(1, null);
        enumerator.handleSplitRequest(0, null);

        enumerator.addSplitsBack(List.of(), 1);
        enumerator.addReader(1);
        enumerator.handleSplitRequest(1, null);

        assertThat(coordinator.toldNoMore).containsExactly(0, 1, 1);
    }

    /** As in a batch run with fewer slots than subtasks. */
    @Test
    void readersThatAreNotThereYetAreNotWaitedFor() throws Exception {
        Files.write(folder.resolve("a.ndjson"), new byte[5]);
        ReaderInfo later = coordinator.readers.remove(1);
        SplitEnumerator<CombinedSplit, EnumeratorState> enumerator =
                source().createEnumerator(coordinator);
        enumerator.handleSplitRequest(0, null);
        enumerator.handleSplitRequest(0, null);
        assertThat(coordinator.toldNoMore).containsExactly(0);

        coordinator.readers.put(1, later);
        enumerator.addReader(1);
        enumerator.handleSplitRequest(1, null);

        assertThat(coordinator.toldNoMore).containsExactly(0, 1);
    }

    @Test
    void restoredEnumeratorGivesWhatWasPendingAndWhatComesBack() throws Exception {
        Files.write(folder.resolve("a.ndjson"), new byte[25]);
        SplitEnumerator<CombinedSplit, EnumeratorState> enumerator =
                source().createEnumerator(coordinator);
        enumerator.handleSplitRequest(0, null);
        EnumeratorState state = enumerator.snapshotState(1);
        CombinedSplit lost = coordinator.assigned.get(0).get(0);
        Files.write(folder.resolve("later.ndjson"), new byte[25]);

        SplitEnumerator<CombinedSplit, EnumeratorState> restored =
                source().restoreEnumerator(coordinator, state);
        restored.addSplitsBack(List.of(lost), 0);

        assertThat(restored.snapshotState(2).pending())
                .extracting(CombinedSplit::splitId)
                .containsExactlyInAnyOrder("000000-000000", "000000-000001", "000000-000002");
    }

    private NdjsonSource source() {
        Path[] paths = {new Path(folder.toUri())};
        return NdjsonSource.bounded(
                paths,
                SplitSizes.all(10),
                new LineBlockFormat(InputNames.absolute(), 1_000, 1_000));
    }
}
