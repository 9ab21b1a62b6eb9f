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
        assertThat(coordinator.toldNoMore).containsExactly(1);
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
