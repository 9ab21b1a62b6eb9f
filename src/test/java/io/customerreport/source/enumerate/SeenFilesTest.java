package io.customerreport.source.enumerate;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.FileSample;
import io.customerreport.source.files.InputListing;
import io.customerreport.source.files.InputNames;
import io.customerreport.source.split.Unread;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The settle time is 100 ms, and files that are gone are remembered for a second. */
final class SeenFilesTest {

    private static final WatchRules RULES =
            WatchRules.every(Duration.ofSeconds(10))
                    .with(Duration.ofMillis(100), Duration.ofMillis(1_000));

    /** What local files hold, by path. */
    private final Map<String, String> contents = new HashMap<>();

    /** Files that are longer are compared in a few places. */
    private int comparedWhole = 100;

    private int looks;

    private SeenFiles seen = restored(EnumeratorState.START.seen());

    private SeenFiles restored(SeenFiles.State state) {
        return new SeenFiles(RULES, new Contents(), state);
    }

    private final class Contents implements Sampler {

        @Override
        public FileNode sampled(FileNode file) {
            return file.isLocal() ? SeenFilesTest.this.sampled(file) : file;
        }

        @Override
        public boolean isOf(FileSample sample, String path, long bytes) throws IOException {
            return sample.equals(sample(path, bytes, sample.whole()));
        }

        @Override
        public boolean isLineEnd(String path, long offset) {
            return contents.get(path).startsWith("\n", (int) offset);
        }

        @Override
        public Optional<String> misnamed(FileNode file) {
            looks++;
            return file.path().endsWith(".gz")
                    ? Optional.of("holds plain text, and is read as that")
                    : Optional.empty();
        }
    }

    /** Of the first and last byte alone, or of all. */
    private FileSample sample(String path, long bytes, boolean all) throws IOException {
        String content = contents.get(path);
        if (content == null || content.length() < bytes) {
            throw new IOException(path + " is too short");
        }
        String read = content.substring(0, (int) bytes);
        String lookedAt = all ? read : read.charAt(0) + read.substring(read.length() - 1);
        return new FileSample(
                1L << 32 | lookedAt.hashCode() & 0xFFFF_FFFFL, all, read.endsWith("\n"), false);
    }

    @Test
    void fileThatHoldsSomethingElseThanItsNameSaysIsToldOnceWhenItIsReady() {
        FileNode file = file("a.gz", 5_000, "1\n");

        assertThat(look(5_099, file).notices()).isEmpty();
        assertThat(look(5_100, file).notices())
                .extracting(InputNotice::kind)
                .containsExactly(InputNotice.Kind.MISNAMED);
        assertThat(look(5_200, file).notices()).isEmpty();
        assertThat(looks).isOne();
    }

    @Test
    void fileIsReadyOnceWhenItsLastChangeIsTheSettleTimeAgo() {
        FileNode file = file("a", 5_000, "1\n");

        assertThat(look(5_099, file).ready()).isEmpty();
        assertThat(look(5_099, file).waiting()).containsExactly(file);
        SeenFiles.Found settled = look(5_100, file);
        assertThat(settled.ready()).containsExactly(Unread.all(sampled(file)));
        assertThat(settled.waiting()).isEmpty();
        assertThat(look(5_101, file).ready()).isEmpty();
    }

    @Test
    void fileFromTheFutureIsReadyWhenItKeptStillBetweenScans() {
        assertThat(look(5_000, file("a", 9_000, "1\n")).ready()).isEmpty();
        assertThat(look(5_090, file("a", 9_000, "12\n")).ready()).isEmpty();
        assertThat(look(5_180, file("a", 9_000, "12\n")).ready()).isEmpty();
        assertThat(look(5_190, file("a", 9_000, "12\n")).ready()).hasSize(1);
    }

    @Test
    void emptyFileIsNotReadyUntilItHoldsSomething() {
        assertThat(look(5_000, file("a", 1_000, "")).ready()).isEmpty();
        assertThat(look(5_000, file("a", 1_000, "")).waiting()).hasSize(1);
        assertThat(look(9_000, file("a", 8_500, "1\n")).ready()).hasSize(1);
    }

    @Test
    void fileThatEndsInTheMiddleOfALineIsLeftAloneForTenSettleTimes() {
        FileNode half = file("a", 5_000, "1\n2");

        assertThat(look(5_999, half).ready()).isEmpty();
        assertThat(look(5_999, half).waiting()).hasSize(1);
        assertThat(look(6_000, half).ready()).hasSize(1);
    }

    @Test
    void uploadThatStallsInALineIsReadWhole() {
        look(5_500, file("a", 5_000, "1\n2"));

        SeenFiles.Found whole = look(5_700, file("a", 5_600, "1\n2\n"));

        assertThat(whole.ready()).extracting(Unread::from).containsExactly(0L);
        assertThat(whole.notices()).isEmpty();
    }

    @Test
    void restOfALineThatWasReadHalfIsLeftOutWithANotice() {
        look(6_000, file("a", 5_000, "1\n2"));

        SeenFiles.Found more = look(7_000, file("a", 6_500, "1\n23\n4\n"));

        assertThat(more.ready()).extracting(Unread::from).containsExactly(3L);
        assertThat(more.notices())
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'/a' continues a line that was read up to byte 3, so the rest of that line is left out");
    }

    @Test
    void timeOfChangeIsNoReasonNotToReadANameThatWasNeverSeen() {
        look(5_000, file("a", 4_000, "1\n"));

        SeenFiles.Found found = look(50_000, file("a", 4_000, "1\n"), file("b", 1, "2\n"));

        assertThat(found.ready()).extracting(unread -> unread.file().path()).containsExactly("/b");
    }

    @Test
    void fileIsRememberedAsLongAsItIsThere() {
        look(5_000, file("a", 4_500, "1\n"));

        for (long now = 10_000; now < 20_000; now += 1_000) {
            assertThat(look(now, file("a", 4_500, "1\n")).ready()).isEmpty();
        }
        assertThat(seen.size()).isEqualTo(1);
    }

    @Test
    void fileThatIsGoneIsRememberedForTheRetention() {
        look(5_000, file("a", 4_500, "1\n"));
        look(6_000);
        look(6_500);
        assertThat(look(6_999, file("a", 4_500, "1\n")).ready()).isEmpty();
        look(7_000);
        look(7_999);
        assertThat(seen.size()).isEqualTo(1);

        look(8_000);

        assertThat(seen.size()).isZero();
        assertThat(look(8_100, file("a", 4_500, "1\n")).ready()).hasSize(1);
    }

    @Test
    void fileThatHasGrownIsReadOnFromWhereItWasLeft() {
        look(5_000, file("a", 4_500, "1\n"));

        assertThat(look(5_250, file("a", 5_200, "1\n2\n")).ready()).isEmpty();
        SeenFiles.Found grown = look(5_300, file("a", 5_200, "1\n2\n"));

        assertThat(grown.ready())
                .containsExactly(new Unread(sampled(file("a", 5_200, "1\n2\n")), 2));
        assertThat(grown.changed()).isEqualTo(1);
        assertThat(grown.notices()).isEmpty();
        assertThat(look(5_400, file("a", 5_200, "1\n2\n")).ready()).isEmpty();
    }

    @Test
    void renamedFileIsTheSameFile() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));

        SeenFiles.Found renamed =
                look(5_500, local("a.1", "dev:7", 4_500, "1\n"), local("a", "dev:8", 5_400, "2\n"));

        assertThat(renamed.ready()).extracting(unread -> unread.file().key()).containsOnly("dev:8");
        assertThat(renamed.notices()).isEmpty();
        assertThat(seen.size()).isEqualTo(2);
    }

    @Test
    void renamedFileThatHasGrownIsReadOn() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));

        SeenFiles.Found renamed = look(5_500, local("a.1", "dev:7", 5_100, "1\n2\n"));

        assertThat(renamed.ready()).extracting(Unread::from).containsExactly(2L);
        assertThat(seen.snapshot().files().values())
                .extracting(SeenFile::name)
                .containsExactly("file:/a.1");
    }

    @Test
    void anotherFileUnderAnOldNameIsANewDelivery() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));
        look(5_100);

        SeenFiles.Found again = look(5_500, local("a", "dev:8", 5_200, "2\n3\n"));

        assertThat(again.ready()).extracting(Unread::from).containsExactly(0L);
        assertThat(again.notices())
                .extracting(InputNotice::kind)
                .containsExactly(InputNotice.Kind.DELIVERED_AGAIN);
    }

    /** File systems give the inode of a deleted file to the next one. */
    @Test
    void inodeThatIsUsedAgainIsANewFile() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));

        SeenFiles.Found other = look(5_500, local("b", "dev:7", 5_200, "2\n3\n"));

        assertThat(other.ready()).extracting(Unread::from).containsExactly(0L);
        assertThat(other.notices()).isEmpty();
    }

    @Test
    void inodeThatIsUsedAgainIsANewFileAlsoWhenItHadToSettle() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));
        look(5_250, local("b", "dev:7", 5_200, "2\n3\n"));

        SeenFiles.Found other = look(5_500, local("b", "dev:7", 5_200, "2\n3\n"));

        assertThat(other.ready()).extracting(Unread::from).containsExactly(0L);
        assertThat(other.notices()).isEmpty();
    }

    @Test
    void fileThatWasEmptiedAndBegunAnewIsANewDelivery() {
        look(5_000, local("a", "dev:7", 4_500, "1\n2\n"));
        assertThat(look(5_300, local("a", "dev:7", 5_100, "")).ready()).isEmpty();

        SeenFiles.Found anew = look(5_500, local("a", "dev:7", 5_350, "3\n"));

        assertThat(anew.ready()).extracting(Unread::from).containsExactly(0L);
    }

    @Test
    void sameContentUnderItsNameIsNotReadAgainWhichIsSaid() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));

        SeenFiles.Found again = look(5_500, local("a", "dev:8", 5_200, "1\n"));

        assertThat(again.ready()).isEmpty();
        assertThat(again.notices())
                .extracting(InputNotice::kind)
                .containsExactly(InputNotice.Kind.CHANGE_NOT_READ);
        assertThat(look(5_600, local("a", "dev:8", 5_200, "1\n")).notices()).isEmpty();
    }

    @Test
    void sameContentThatHadToSettleIsNotReadAgainWhichIsSaid() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));
        assertThat(look(5_250, local("a", "dev:8", 5_200, "1\n")).notices()).isEmpty();

        SeenFiles.Found again = look(5_500, local("a", "dev:8", 5_200, "1\n"));

        assertThat(again.ready()).isEmpty();
        assertThat(again.notices())
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'/a' was delivered again with the same content, which is not read again");
    }

    @Test
    void otherContentOfTheSameLengthAndEdgesIsANewDelivery() {
        look(5_000, local("a", "dev:7", 4_500, "1\n2\n3\n"));

        SeenFiles.Found again = look(5_500, local("a", "dev:8", 5_200, "1\n4\n3\n"));

        assertThat(again.ready()).extracting(Unread::from).containsExactly(0L);
    }

    @Test
    void contentThatIsComparedInAFewPlacesIsNotSaidToBeTheSame() {
        comparedWhole = 3;
        look(5_000, local("a", "dev:7", 4_500, "1\n2\n3\n"));

        SeenFiles.Found again = look(5_500, local("a", "dev:8", 5_200, "1\n4\n3\n"));

        assertThat(again.ready()).isEmpty();
        assertThat(again.notices())
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'/a' was delivered again with the same length and the same bytes in the few places that are compared of a file of that length, and is not read again");
    }

    @Test
    void fileRewrittenWithItsOldTimeIsANewDelivery() {
        look(5_000, inode("a", 1, 1, "1\n2\n3\n"));

        SeenFiles.Found anew = look(5_500, inode("a", 2, 1, "1\n4\n3\n"));

        assertThat(anew.ready()).extracting(Unread::from).containsExactly(0L);
        assertThat(anew.notices())
                .extracting(InputNotice::kind)
                .containsExactly(InputNotice.Kind.DELIVERED_AGAIN);
    }

    @Test
    void longFileOfWhichOnlyTheInodeChangedMayHaveBeenRewrittenWhichIsSaid() {
        comparedWhole = 3;
        look(5_000, inode("a", 1, 1, "1\n2\n3\n"));

        SeenFiles.Found permitted = look(5_500, inode("a", 2, 9, "1\n2\n3\n"));
        SeenFiles.Found renamed = look(5_600, inode("b", 3, 9, "1\n2\n3\n"));
        SeenFiles.Found rewritten = look(5_700, inode("b", 4, 9, "1\n4\n3\n"));
        SeenFiles.Found kept = look(5_800, inode("b", 4, 9, "1\n4\n3\n"));

        assertThat(permitted.notices()).isEmpty();
        assertThat(renamed.notices()).isEmpty();
        assertThat(rewritten.notices())
                .extracting(InputNotice::kind)
                .containsExactly(InputNotice.Kind.CHANGE_NOT_READ);
        assertThat(kept.notices()).isEmpty();
        assertThat(rewritten.ready()).isEmpty();
    }

    /** With a time of change of its inode, and a hash of its permissions. */
    private FileNode inode(String name, long changed, int access, String content) {
        contents.put("/" + name, content);
        return new FileNode(
                FileNode.LOCAL,
                "/" + name,
                false,
                content.length(),
                4_500,
                "dev:7",
                changed,
                access,
                null);
    }

    @Test
    void fileThatWasMovedOutAndComesBackUnderAnotherNameIsTheSameFile() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));
        look(5_500, local("a", "dev:8", 5_200, "2\n3\n"));

        SeenFiles.Found back =
                look(
                        5_600,
                        local("a", "dev:8", 5_200, "2\n3\n"),
                        local("a.1", "dev:7", 4_500, "1\n"));

        assertThat(back.ready()).isEmpty();
        assertThat(back.notices()).isEmpty();
        look(6_000, local("a", "dev:8", 5_200, "2\n3\n"));
        look(7_000, local("a", "dev:8", 5_200, "2\n3\n"));
        assertThat(seen.size()).isEqualTo(1);
    }

    @Test
    void lineFeedThatComesLateEndsTheLineThatWasRead() {
        look(6_000, file("a", 5_000, "1\n2"));

        SeenFiles.Found more = look(7_000, file("a", 6_500, "1\n2\n4\n"));

        assertThat(more.ready()).extracting(Unread::from).containsExactly(3L);
        assertThat(more.notices()).isEmpty();
    }

    @Test
    void copyThatHasGrownAndTakesTheNameIsReadOn() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));

        SeenFiles.Found synchronised = look(5_500, local("a", "dev:8", 5_200, "1\n2\n"));

        assertThat(synchronised.ready()).extracting(Unread::from).containsExactly(2L);
    }

    @Test
    void fileThatWasOnlyTouchedIsNotReadAgain() {
        look(5_000, local("a", "dev:7", 4_500, "1\n"));

        SeenFiles.Found touched = look(5_500, local("a", "dev:7", 5_200, "1\n"));

        assertThat(touched.ready()).isEmpty();
        assertThat(touched.notices()).isEmpty();
    }

    @Test
    void objectWithAnotherTagIsANewDeliveryAndOneWithTheSameIsNot() {
        look(5_000, object("a", "tag1", 4_500, 10));

        assertThat(look(5_500, object("a", "tag1", 4_000, 10)).ready()).isEmpty();
        assertThat(look(5_600, object("a", "tag2", 5_100, 12)).ready())
                .extracting(Unread::from)
                .containsExactly(0L);
    }

    @Test
    void growthThatCannotBeComparedIsNotReadWhichIsSaid() {
        look(5_000, object("a", null, 4_500, 10));

        SeenFiles.Found longer = look(5_500, object("a", null, 5_100, 12));

        assertThat(longer.ready()).isEmpty();
        assertThat(longer.notices())
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'store:/a' changed after it was read up to byte 10, and what changed is not read");
        assertThat(look(5_600, object("a", null, 5_100, 12)).notices()).isEmpty();
    }

    @Test
    void listingsNoticesAreToldOnceAndOfWhatCannotBeReadWhenItStaysSo() {
        InputNotice repeated = new InputNotice(InputNotice.Kind.REPEATED, "b", "is a");
        InputNotice skipped = new InputNotice(InputNotice.Kind.SKIPPED, "c", "is a pipe");
        InputListing listing = new InputListing(List.of(), List.of(repeated, skipped));

        assertThat(look(5_000, listing).notices()).containsExactly(repeated);
        assertThat(look(5_099, listing).notices()).isEmpty();
        assertThat(look(5_100, listing).notices()).containsExactly(skipped);
        seen = restored(seen.snapshot());
        assertThat(look(5_300, listing).notices()).isEmpty();
        look(5_400);
        assertThat(look(5_500, listing).notices()).containsExactly(repeated);
    }

    @Test
    void restoredStateGoesOnWhereItWasLeft() {
        look(5_000, file("a", 4_500, "1\n"));

        seen = restored(seen.snapshot());
        SeenFiles.Found found = look(5_500, file("a", 5_100, "1\n2\n"), file("b", 4_600, "3\n"));

        assertThat(found.ready()).extracting(Unread::from).containsExactly(2L, 0L);
    }

    @Test
    void whatVersion10ReadAndForgotIsNotReadAgain() {
        SeenFile known = SeenFile.of(new FileNode("file:", "/a", false, 2, 4_500, null));
        seen = restored(new SeenFiles.State(Map.of("file:/a", known), Set.of(), 4_000));

        SeenFiles.Found first =
                look(
                        5_000,
                        local("a", "dev:7", 4_500, "1\n"),
                        local("old", "dev:8", 3_999, "2\n"),
                        local("young", "dev:9", 4_000, "3\n"));
        SeenFiles.Found second =
                look(
                        5_500,
                        local("a", "dev:7", 4_500, "1\n"),
                        local("old", "dev:8", 5_100, "2\n4\n"),
                        local("young", "dev:9", 4_000, "3\n"),
                        local("older", "dev:10", 1, "5\n"));

        assertThat(first.ready())
                .extracting(unread -> unread.file().path())
                .containsExactly("/young");
        assertThat(second.ready())
                .extracting(unread -> unread.file().path())
                .containsExactly("/old", "/older");
        assertThat(second.ready()).extracting(Unread::from).containsExactly(2L, 0L);
    }

    @Test
    void lookAloneTakesNoNote() {
        FileNode file = file("a", 4_500, "1\n");
        InputListing listing = new InputListing(List.of(file), List.of());

        seen.look(listing, InputNames.absolute(), 5_000);

        assertThat(seen.size()).isZero();
        assertThat(look(5_001, file).ready()).hasSize(1);
    }

    private SeenFiles.Found look(long now, FileNode... files) {
        return look(now, new InputListing(List.of(files), List.of()));
    }

    private SeenFiles.Found look(long now, InputListing listing) {
        SeenFiles.Found found = seen.look(listing, InputNames.absolute(), now);
        seen.take(found);
        return found;
    }

    /** With an inode of its own for each name. */
    private FileNode file(String name, long modified, String content) {
        return local(name, "dev:" + name, modified, content);
    }

    private FileNode local(String name, String key, long modified, String content) {
        contents.put("/" + name, content);
        return new FileNode(FileNode.LOCAL, "/" + name, false, content.length(), modified, key);
    }

    private FileNode sampled(FileNode file) {
        try {
            return file.withSample(
                    sample(file.path(), file.bytes(), file.bytes() <= comparedWhole));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FileNode object(String name, String tag, long modified, long bytes) {
        return new FileNode("store:", "/" + name, false, bytes, modified, tag);
    }
}
