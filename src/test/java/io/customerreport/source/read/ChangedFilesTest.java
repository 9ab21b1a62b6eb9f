package io.customerreport.source.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader does about a file that something is done to while it is read. */
final class ChangedFilesTest {

    private static final int LINES = 100;

    @TempDir Path folder;

    private Path file;
    private BlockFetcher fetcher;
    private final List<String> read = new ArrayList<>();
    private final List<InputNotice> notices = new ArrayList<>();

    @BeforeEach
    void writeFile() throws IOException {
        file = write("live.ndjson", "old");
    }

    @AfterEach
    void closeReader() throws IOException {
        if (fetcher != null) {
            fetcher.close();
        }
    }

    @Test
    void replacedFileFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);

        Files.move(write("new", "new"), file, StandardCopyOption.ATOMIC_MOVE);

        assertFailsAs("was replaced by another file");
        assertThat(read).allMatch(line -> line.startsWith("old"));
    }

    @Test
    void fileReplacedByALongerOneFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);
        Path longer = Files.write(folder.resolve("new"), Files.readAllBytes(file));
        Files.writeString(longer, "one more\n", StandardOpenOption.APPEND);

        Files.move(longer, file, StandardCopyOption.ATOMIC_MOVE);

        assertFailsAs("was replaced by another file");
    }

    @Test
    void fileReplacedBeforeAnyOfItWasReadFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);

        Files.move(write("new", "new"), file, StandardCopyOption.ATOMIC_MOVE);

        assertFailsAs("was replaced by another file");
        assertThat(read).isEmpty();
    }

    @Test
    void fileReplacedBetweenItsRangesFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 300);
        fetch(5);
        int before = read.size();

        Files.move(write("new", "new"), file, StandardCopyOption.ATOMIC_MOVE);

        assertFailsAs("was replaced by another file");
        assertThat(read).hasSize(before);
    }

    @Test
    void rewrittenFileOfTheSameLengthFailsTheRun() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);

        Files.write(file, content("new"));

        assertFailsAs("was rewritten");
        assertThat(read).allMatch(line -> line.startsWith("old"));
    }

    @Test
    void fileRewrittenToALongerOneFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);

        Files.write(file, content("newer"));

        assertFailsAs("was rewritten");
    }

    @Test
    void fileRewrittenWithItsOldTimeFailsTheRun() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);

        Files.write(file, content("new"));
        Files.setLastModifiedTime(file, time);

        assertFailsAs("was rewritten");
    }

    /** Where no sample looks. */
    @Test
    void middleOfAFileRewrittenWithItsOldTimeFailsTheRun() throws IOException {
        byte[] content = "0123456789abcde\n".repeat(40_000).getBytes();
        Files.write(file, content);
        FileTime time = Files.getLastModifiedTime(file);
        start(WatchRules.Unfinished.FAIL, 300_000);
        fetch(3);

        content[content.length / 2 + 1_000] = 'x';
        Files.write(file, content, StandardOpenOption.WRITE);
        Files.setLastModifiedTime(file, time);

        assertFailsAs("may have been rewritten, as its time of change was set,");
    }

    @Test
    void emptiedFileFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);

        Files.write(file, new byte[0]);

        assertFailsAs("was cut short");
    }

    @Test
    void deletedFileFailsTheRun() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        fetch(3);

        Files.delete(file);

        assertFailsAs("is gone");
    }

    @Test
    void fileThatGrowsIsReadAsFarAsItWentWhenItWasListed() throws IOException {
        start(WatchRules.Unfinished.FAIL, 300);
        fetch(3);

        Files.writeString(file, "one more\n", StandardOpenOption.APPEND);
        fetchAll();

        assertThat(read).isEqualTo(lines("old"));
    }

    @Test
    void permissionsLinksAndRenamingInItsFolderMakeNoDifference() throws IOException {
        start(WatchRules.Unfinished.FAIL, 300);
        fetch(2);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        fetch(2);
        Files.createLink(folder.resolve("another name"), file);
        fetch(2);
        Files.delete(folder.resolve("another name"));
        fetch(2);

        Files.move(file, folder.resolve("live.ndjson.1"));
        write("live.ndjson", "new");
        fetchAll();

        assertThat(read).isEqualTo(lines("old"));
        assertThat(notices).isEmpty();
    }

    @Test
    void renamedCompressedFileIsReadOnToo() throws IOException {
        byte[] bytes = Compressed.GZIP.of(content("old"));
        file = Files.write(folder.resolve("live.ndjson.gz"), bytes);
        start(WatchRules.Unfinished.FAIL, 300);
        fetch(3);

        Files.move(file, folder.resolve("live.1.ndjson.gz"));
        fetchAll();

        assertThat(read).isEqualTo(lines("old"));
    }

    @Test
    void restoredReaderFindsARenamedFile() throws IOException {
        start(WatchRules.Unfinished.FAIL, 1_000_000);
        BlocksOfSplit.Positioned last = fetch(4);
        CombinedSplit split = splits(1_000_000).get(0).resumedAt(last.part(), last.next());
        Files.move(file, folder.resolve("live.ndjson.1"));
        write("live.ndjson", "new");

        closeReader();
        fetcher = fetcher(WatchRules.Unfinished.FAIL, split);
        fetchAll();

        assertThat(read).isEqualTo(lines("old"));
    }

    @Test
    void watchedFileThatIsReplacedIsReadToItsEndWhileItIsOpen() throws IOException {
        start(WatchRules.Unfinished.SKIP, 1_000_000);
        fetch(3);

        Files.move(write("new", "new"), file, StandardCopyOption.ATOMIC_MOVE);
        fetchAll();

        assertThat(read).isEqualTo(lines("old"));
        assertThat(notices).isEmpty();
    }

    @Test
    void watchedFileThatIsReplacedBetweenItsRangesIsGivenUpWithANotice() throws IOException {
        start(WatchRules.Unfinished.SKIP, 300);
        fetch(1);

        Files.move(write("new", "new"), file, StandardCopyOption.ATOMIC_MOVE);
        fetchAll();

        assertThat(read).allMatch(line -> line.startsWith("old")).hasSizeLessThan(LINES);
        assertThat(notices)
                .isNotEmpty()
                .allMatch(notice -> notice.kind() == InputNotice.Kind.GIVEN_UP)
                .allMatch(notice -> notice.what().contains("was replaced by another file"));
    }

    @Test
    void watchedFileThatIsRewrittenIsGivenUpAndNothingOfTheNewOneIsRead() throws IOException {
        start(WatchRules.Unfinished.SKIP, 1_000_000);
        fetch(3);
        int before = read.size();

        Files.write(file, content("newer"));
        fetchAll();

        assertThat(read).hasSize(before).allMatch(line -> line.startsWith("old"));
        assertThat(notices)
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'%s' was rewritten while it was read, and what is left of it is given up"
                                .formatted(file));
    }

    private void assertFailsAs(String change) {
        assertThatThrownBy(this::fetchAll)
                .isInstanceOf(ChangedFileException.class)
                .hasMessage(
                        "'%s' %s while it was read: input files must not change during a run, except that lines may be appended"
                                .formatted(file, change));
    }

    private Path write(String name, String prefix) throws IOException {
        return Files.write(folder.resolve(name), content(prefix));
    }

    /** Lines of ten bytes, if the prefix has three. */
    private static byte[] content(String prefix) {
        return (String.join("\n", lines(prefix)) + "\n").getBytes();
    }

    private static List<String> lines(String prefix) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add("%s %05d".formatted(prefix, i));
        }
        return lines;
    }

    private void start(WatchRules.Unfinished rule, long splitBytes) throws IOException {
        fetcher = fetcher(rule, splits(splitBytes).toArray(CombinedSplit[]::new));
    }

    private List<CombinedSplit> splits(long splitBytes) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
        InputListing listing =
                InputListing.of(new org.apache.flink.core.fs.Path[] {path}, InputNames.absolute());
        return InputCutter.cut(listing.sampled(), 0, SplitSizes.all(splitBytes), 1);
    }

    /** In blocks of a few lines. */
    private BlockFetcher fetcher(WatchRules.Unfinished rule, CombinedSplit... splits) {
        BlockFetcher made =
                new BlockFetcher(
                        new LineBlockFormat(InputNames.absolute(), 100, 64),
                        new UnfinishedFiles(rule, InputNames.absolute()));
        made.handleSplitsChanges(new SplitsAddition<>(List.of(splits)));
        left = splits.length;
        return made;
    }

    /** Splits that are not read to their end. */
    private int left;

    private BlocksOfSplit.Positioned fetch(int blocks) throws IOException {
        BlocksOfSplit.Positioned last = null;
        for (int i = 0; i < blocks; ) {
            BlocksOfSplit.Positioned block = fetchOnce();
            if (block != null) {
                last = block;
                i++;
            }
        }
        return last;
    }

    private void fetchAll() throws IOException {
        while (left > 0) {
            fetchOnce();
        }
    }

    private BlocksOfSplit.Positioned fetchOnce() throws IOException {
        RecordsWithSplitIds<BlocksOfSplit.Positioned> fetched = fetcher.fetch();
        left -= fetched.finishedSplits().size();
        if (fetched.nextSplit() == null) {
            return null;
        }
        BlocksOfSplit.Positioned block = fetched.nextRecordFromSplit();
        if (block.block().message instanceof InputNotice notice) {
            notices.add(notice);
        } else {
            Lines.of(block.block()).forEach(line -> read.add(line.text()));
        }
        fetched.recycle();
        return block;
    }
}
