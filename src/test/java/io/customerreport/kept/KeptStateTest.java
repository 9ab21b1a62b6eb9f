package io.customerreport.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.files.FileNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept state as a whole: its manifest and its list of files. */
final class KeptStateTest {

    private static final String RUN = "0000beef";

    private static final Map<String, String> OPTIONS =
            Map.of("--field", "--field ts=/a~1b/c", "--since", "no --since");

    private static final KeptCounts COUNTS =
            new KeptCounts(
                    Map.of("lines", 7L, "blank", 1L),
                    Map.of("before_since", 2L),
                    Map.of("malformed_json", 3L));

    @TempDir Path folder;

    @Test
    void stateIsWhatWasKept() throws Exception {
        keep(List.of(file("/a", 1, 2, "k1"), file("/ä/\"b\"", 3, 4, null)));

        KeptState state = open();

        assertThat(state.options()).isEqualTo(OPTIONS);
        assertThat(state.runs()).isEqualTo(2);
        assertThat(state.total()).isEqualTo(COUNTS.plus(COUNTS));
        assertThat(state.customers()).isZero();
        assertThat(state.files().count()).isEqualTo(2);
        assertThat(state.files().include(file("/ä/\"b\"", 3, 4, "k9"))).isTrue();
    }

    @Test
    void fileIsKnownByNameSizeAndTimeOrUnderAnotherNameByItsIdentity() {
        KnownFiles files = KnownFiles.NONE.plus(List.of(file("/a", 1, 2, "k1")));

        assertThat(files.include(file("/a", 1, 2, "k2"))).isTrue();
        assertThat(files.include(file("/renamed", 1, 2, "k1"))).isTrue();
        assertThat(files.include(file("/other", 1, 2, "k2"))).isFalse();
        assertThat(files.include(file("/other", 1, 2, null))).isFalse();
        assertThat(files.include(file("/renamed", 5, 2, "k1"))).isFalse();
        assertThat(files.isChanged(file("/a", 5, 2, "k1"))).isTrue();
        assertThat(files.isChanged(file("/a", 1, 9, "k1"))).isTrue();
        assertThat(files.isChanged(file("/a", 1, 2, "k1"))).isFalse();
        assertThat(files.isChanged(file("/renamed", 5, 2, "k1"))).isFalse();
    }

    @Test
    void objectsOfAStoreWithEqualContentAreNotOneFile() {
        FileNode object = new FileNode("s3://bucket", "/a", false, 1, 2, "etag");
        KnownFiles files = KnownFiles.NONE.plus(List.of(object));

        assertThat(files.include(object)).isTrue();
        assertThat(files.include(object.under("/b"))).isFalse();
    }

    @Test
    void anyCharacterOfTheManifestThatIsAnotherIsNoticed() throws Exception {
        keep(List.of());
        Path manifest = folder.resolve(KeptState.MANIFEST);
        byte[] sound = Files.readAllBytes(manifest);

        // But for the line end, which counts for nothing.
        for (int i = 0; i < sound.length - 1; i++) {
            byte[] damaged = sound.clone();
            damaged[i] ^= 1;
            Files.write(manifest, damaged);

            assertThatThrownBy(this::open)
                    .as("byte %d", i)
                    .isInstanceOf(KeptStateException.class)
                    .hasMessageContaining(KeptState.MANIFEST);
        }
    }

    @Test
    void manifestOfANewerVersionIsRefusedAsThat() throws Exception {
        keep(List.of());
        rewrite("\"version\":1", "\"version\":2");

        assertThatThrownBy(this::open)
                .hasMessage(
                        "'manifest.json' has format version 2, and this program reads version 1");
    }

    @Test
    void manifestOfAnotherProgramIsRefused() throws Exception {
        Files.writeString(folder.resolve(KeptState.MANIFEST), "{\"files\":[]}");

        assertThatThrownBy(this::open)
                .hasMessage("'manifest.json' is not a manifest of a kept state");
    }

    @Test
    void folderWithoutAManifestHoldsNoState() throws Exception {
        Files.writeString(folder.resolve("state-0000beef-0.part"), "");

        assertThatThrownBy(this::open)
                .hasMessage("holds no finished state: there is no 'manifest.json'");
    }

    @Test
    void folderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> KeptState.open(path(folder.resolve("none"))))
                .hasMessage("does not exist");
    }

    @Test
    void listOfFilesThatIsGoneOrOfAnotherLengthOrDamagedIsRefused() throws Exception {
        keep(List.of(file("/a", 1, 2, null)));
        Path list = only("files-");
        byte[] sound = Files.readAllBytes(list);
        byte[] damaged = sound.clone();
        damaged[damaged.length / 2] ^= 1;

        Files.write(list, damaged);
        assertThatThrownBy(this::open).hasMessageContaining("is damaged: the SHA-256 of '");
        Files.write(list, new byte[3]);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("has 3 bytes of its file '" + list.getFileName());
        Files.delete(list);
        assertThatThrownBy(this::open).hasMessage("lacks its file '" + list.getFileName() + "'");
    }

    @Test
    void customersThatAreNotAllThereFailTheRun() {
        assertThatThrownBy(() -> finish(KnownFiles.NONE, 3))
                .hasMessageContaining("holds 0 of 3 customers");
    }

    private void keep(List<FileNode> files) throws IOException {
        Files.writeString(
                folder.resolve(KeptState.MANIFEST), finish(KnownFiles.NONE.plus(files), 0));
    }

    private String finish(KnownFiles files, long customers) throws IOException {
        return KeptStateWriter.finish(
                path(folder),
                RUN,
                files,
                customers,
                new Chapter(
                        "2026-11-27T00:00:00Z", "1.0", 2, OPTIONS, COUNTS, COUNTS.plus(COUNTS)));
    }

    private KeptState open() throws IOException {
        return KeptState.open(path(folder));
    }

    private void rewrite(String from, String to) throws IOException {
        Path manifest = folder.resolve(KeptState.MANIFEST);
        Files.writeString(
                manifest, Files.readString(manifest, StandardCharsets.UTF_8).replace(from, to));
    }

    private Path only(String prefix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, prefix + "*")) {
            entries.forEach(found::add);
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static FileNode file(String path, long bytes, long modified, String key) {
        return new FileNode(FileNode.LOCAL, path, false, bytes, modified, key);
    }

    private static org.apache.flink.core.fs.Path path(Path folder) {
        return new org.apache.flink.core.fs.Path(folder.toUri());
    }
}
