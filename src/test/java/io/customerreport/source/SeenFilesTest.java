package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SeenFilesTest {

    private static final WatchRules RULES =
            new WatchRules(
                    Duration.ofSeconds(10),
                    Duration.ofMillis(100),
                    Duration.ofMillis(1_000),
                    3,
                    WatchRules.Unfinished.SKIP);

    private final SeenFiles seen = new SeenFiles(RULES, Map.of(), Long.MIN_VALUE);

    @Test
    void fileIsReadyOnceWhenItsLastChangeIsTheSettleTimeAgo() {
        FileNode file = file("a", 5_000, 10);

        assertThat(ready(5_099, file)).isEmpty();
        assertThat(seen.waiting()).isEqualTo(1);
        assertThat(ready(5_100, file)).containsExactly("a");
        assertThat(seen.waiting()).isZero();
        assertThat(ready(5_101, file)).isEmpty();
    }

    @Test
    void fileFromTheFutureIsReadyWhenItKeptStillBetweenScans() {
        assertThat(ready(5_000, file("a", 9_000, 10))).isEmpty();
        assertThat(ready(5_090, file("a", 9_000, 11))).isEmpty();
        assertThat(ready(5_180, file("a", 9_000, 11))).isEmpty();
        assertThat(ready(5_190, file("a", 9_000, 11))).containsExactly("a");
    }

    @Test
    void emptyFileIsNotReadyUntilItHoldsSomething() {
        assertThat(ready(5_000, file("a", 1_000, 0))).isEmpty();
        assertThat(seen.waiting()).isEqualTo(1);
        assertThat(ready(9_000, file("a", 8_500, 1))).containsExactly("a");
    }

    @Test
    void firstScanFindsFilesOfAnyAgeAndLaterOnesPassOldFilesOver() {
        assertThat(ready(5_000, file("a", 1, 1))).containsExactly("a");
        assertThat(seen.size()).isZero();

        SeenFiles.Found found = seen.scanned(List.of(file("a", 1, 1), file("b", 3_999, 1)), 5_500);

        assertThat(found.ready()).isEmpty();
        assertThat(found.old()).isEqualTo(2);
    }

    @Test
    void fileIsRememberedForTheRetentionBehindItsLastChange() {
        assertThat(ready(5_000, file("a", 4_500, 1))).containsExactly("a");
        assertThat(ready(5_500, file("a", 4_500, 1))).isEmpty();
        assertThat(seen.size()).isEqualTo(1);

        SeenFiles.Found found = seen.scanned(List.of(file("a", 4_500, 1)), 5_501);

        assertThat(found.ready()).isEmpty();
        assertThat(seen.size()).isZero();
        assertThat(seen.scanned(List.of(file("a", 4_500, 1)), 5_502).old()).isEqualTo(1);
    }

    @Test
    void fileThatIsGoneForAScanIsNotReadAgain() {
        ready(5_000, file("a", 4_500, 1));
        ready(5_001);

        assertThat(ready(5_002, file("a", 4_500, 1))).isEmpty();
    }

    @Test
    void changedFileIsReportedOncePerChangeAndNotReadAgain() {
        ready(5_000, file("a", 4_500, 1));

        SeenFiles.Found longer = seen.scanned(List.of(file("a", 5_200, 2)), 5_400);
        SeenFiles.Found same = seen.scanned(List.of(file("a", 5_200, 2)), 5_500);

        assertThat(longer.ready()).isEmpty();
        assertThat(longer.changed()).extracting(FileNode::path).containsExactly("a");
        assertThat(same.changed()).isEmpty();
    }

    @Test
    void restoredStateGoesOnWhereItWasLeft() {
        ready(5_000, file("a", 4_500, 1), file("old", 1, 1));

        SeenFiles restored = new SeenFiles(RULES, seen.snapshot(), seen.horizon());
        SeenFiles.Found found =
                restored.scanned(
                        List.of(file("a", 4_500, 1), file("b", 4_600, 1), file("old", 1, 1)),
                        5_000);

        assertThat(found.ready()).extracting(FileNode::path).containsExactly("b");
        assertThat(found.old()).isEqualTo(1);
    }

    private List<String> ready(long now, FileNode... files) {
        return seen.scanned(List.of(files), now).ready().stream().map(FileNode::path).toList();
    }

    private static FileNode file(String path, long modified, long bytes) {
        return new FileNode(FileNode.LOCAL, path, false, bytes, modified, null);
    }
}
