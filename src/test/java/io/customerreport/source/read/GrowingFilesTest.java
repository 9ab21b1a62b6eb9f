package io.customerreport.source.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.block.LineBlock;
import io.customerreport.source.enumerate.WatchRules;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.source.split.Unread;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Watched files that are read in parts, as they come. */
final class GrowingFilesTest {

    @TempDir Path folder;

    private Path file;
    private final List<String> read = new ArrayList<>();
    private final List<InputNotice> notices = new ArrayList<>();

    @BeforeEach
    void chooseName() {
        file = folder.resolve("upload");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void compressedUploadThatStallsAnywhereIsReadOnceInEffect(Compressed format)
            throws IOException {
        file = folder.resolve("upload" + format.ending);
        List<String> lines = lines(200);
        byte[] whole = format.of(bytes(lines));

        // A file that begins with fewer bytes does not say yet what it is.
        for (int cut = 20; cut < whole.length; cut += 7) {
            read.clear();
            notices.clear();
            Files.write(file, Arrays.copyOf(whole, cut));
            read(0);
            int linesBefore = read.size();

            assertThat(notices)
                    .extracting(InputNotice::kind)
                    .containsExactly(InputNotice.Kind.CUT_OFF);
            assertThat(read).isEqualTo(lines.subList(0, linesBefore));

            Files.write(file, whole);
            read(cut);

            assertThat(read).as("cut at byte %d", cut).isEqualTo(lines);
            assertThat(notices).hasSize(1);
        }
    }

    @Test
    void memberThatIsAppendedIsReadAlone() throws IOException {
        file = folder.resolve("upload.gz");
        byte[] first = Compressed.GZIP.of(bytes(lines(10)));
        Files.write(file, first);
        read(0);

        byte[] second = Compressed.GZIP.of("more\n".getBytes());
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Files.write(file, both);
        read(first.length);

        assertThat(read).hasSize(11).endsWith("more");
        assertThat(notices).isEmpty();
    }

    @Test
    void compressedFileIsReadAsFarAsItWentWhenItWasListed() throws IOException {
        file = folder.resolve("upload.gz");
        byte[] first = Compressed.GZIP.of(bytes(lines(10)));
        Files.write(file, first);
        List<CombinedSplit> splits = splits(0);

        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);
        Files.write(file, both);
        read(splits);

        assertThat(read).isEqualTo(lines(10));
    }

    @Test
    void restoredReaderDoesNotRepeatThatTheFileIsCutOff() throws IOException {
        file = folder.resolve("upload.gz");
        byte[] whole = Compressed.GZIP.of(bytes(lines(200)));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        List<CombinedSplit> splits = splits(0);
        BlocksOfSplit.Positioned last = read(splits);
        int linesBefore = read.size();

        read(List.of(splits.get(0).resumedAt(last.part(), last.next())));

        assertThat(last.block().message).isNotNull();
        assertThat(notices).hasSize(1);
        assertThat(read).hasSize(linesBefore);
    }

    @Test
    void archiveInAWatchedFolderIsSkippedWithANotice() throws IOException {
        file = folder.resolve("upload.zip");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 20, 0});

        read(0);

        assertThat(read).isEmpty();
        assertThat(notices).extracting(InputNotice::kind).containsExactly(InputNotice.Kind.SKIPPED);
        assertThat(notices.get(0).what())
                .isEqualTo("is a zip archive, and is skipped: unpack it first");
    }

    @Test
    void longFileThatIsCompressedUnderAPlainNameIsNotCut() throws IOException {
        file = folder.resolve("upload.ndjson");
        Files.write(file, Compressed.ZSTD.of(bytes(lines(2_000))));

        read(0);

        assertThat(Files.size(file)).isGreaterThan(1_000);
        assertThat(read).isEqualTo(lines(2_000));
    }

    private static List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("event " + (i * 0x9E37_79B9L));
        }
        return lines;
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes();
    }

    private void read(long from) throws IOException {
        read(splits(from));
    }

    /** Long files in ranges of 1,000 bytes. */
    private List<CombinedSplit> splits(long from) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
        InputListing listing =
                InputListing.of(new org.apache.flink.core.fs.Path[] {path}, InputNames.absolute());
        List<Unread> unread =
                listing.sampled().stream().map(node -> new Unread(node, from)).toList();
        return InputCutter.cutUnread(unread, 0, SplitSizes.all(1_000), 1);
    }

    /** Returns the last block. */
    private BlocksOfSplit.Positioned read(List<CombinedSplit> splits) throws IOException {
        BlockFetcher fetcher =
                new BlockFetcher(
                        new LineBlockFormat(InputNames.absolute(), 100, 512).awaitingRest(),
                        new UnfinishedFiles(WatchRules.Unfinished.SKIP, InputNames.absolute()));
        fetcher.handleSplitsChanges(new SplitsAddition<>(splits));
        BlocksOfSplit.Positioned last = null;
        for (int left = splits.size(); left > 0; ) {
            RecordsWithSplitIds<BlocksOfSplit.Positioned> fetched = fetcher.fetch();
            left -= fetched.finishedSplits().size();
            if (fetched.nextSplit() != null) {
                last = fetched.nextRecordFromSplit();
                take(last.block());
                fetched.recycle();
            }
        }
        fetcher.close();
        return last;
    }

    private void take(LineBlock block) {
        if (block.message instanceof InputNotice notice) {
            notices.add(notice);
        } else {
            Lines.of(block).forEach(line -> read.add(line.text()));
        }
    }
}
