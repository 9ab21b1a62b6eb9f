package io.customerreport.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.block.InputNotice;
import io.customerreport.source.compression.XzMemoryTest;
import io.customerreport.source.read.FileContentTest;
import io.customerreport.source.split.CombinedSplit;
import io.customerreport.source.split.CombinedSplitSerializer;
import io.customerreport.source.split.FileRange;
import io.customerreport.source.split.InputCutter;
import io.customerreport.source.split.SplitSizes;
import io.customerreport.testing.input.BelowWorkingDirectory;
import io.customerreport.testing.input.Compressed;
import io.customerreport.testing.input.Ranges;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

final class InputFilesTest {

    /** Below the working directory, so that relative inputs can be typed. */
    @TempDir(factory = BelowWorkingDirectory.class)
    Path folder;

    private String typed;

    @BeforeEach
    void writeFiles() throws IOException {
        typed = Path.of("").toAbsolutePath().relativize(folder).toString();
        for (String name :
                List.of(
                        "logs/a.ndjson",
                        "logs/b.ndjson",
                        "logs/b.txt",
                        "logs/.hidden.ndjson",
                        "logs/_SUCCESS",
                        "logs/2024/jan/c.ndjson",
                        "logs/2024/feb/d.ndjson.gz",
                        "logs/2025/jan/e.ndjson",
                        "logs/_tmp/f.ndjson",
                        "_old/g.ndjson")) {
            write(name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "logs/a.ndjson | logs/a.ndjson",
                "logs/.hidden.ndjson | logs/.hidden.ndjson",
                "logs/2024 | logs/2024/feb/d.ndjson.gz logs/2024/jan/c.ndjson",
                "logs/2024/ | logs/2024/feb/d.ndjson.gz logs/2024/jan/c.ndjson",
                "logs//2024/./jan | logs//2024/./jan/c.ndjson",
                "logs/2024/jan/../feb | logs/2024/jan/../feb/d.ndjson.gz",
                "_old | _old/g.ndjson",
                "logs/_tmp | logs/_tmp/f.ndjson",
                "logs/*.ndjson | logs/a.ndjson logs/b.ndjson",
                "logs/?.txt | logs/b.txt",
                "logs/[b-z].* | logs/b.ndjson logs/b.txt",
                "logs/[!a].ndjson | logs/b.ndjson",
                "logs/{a,b}.ndjson | logs/a.ndjson logs/b.ndjson",
                "logs/{a.ndjson,2024/{jan,feb}} | logs/2024/feb/d.ndjson.gz logs/2024/jan/c.ndjson"
                        + " logs/a.ndjson",
                "logs/202? | logs/2024/feb/d.ndjson.gz logs/2024/jan/c.ndjson"
                        + " logs/2025/jan/e.ndjson",
                "logs/*/jan/*.ndjson | logs/2024/jan/c.ndjson logs/2025/jan/e.ndjson",
                "logs/*/jan | logs/2024/jan/c.ndjson logs/2025/jan/e.ndjson",
                "logs/**/*.ndjson | logs/2024/jan/c.ndjson logs/2025/jan/e.ndjson logs/a.ndjson"
                        + " logs/b.ndjson",
                "logs/**/jan/** | logs/2024/jan/c.ndjson logs/2025/jan/e.ndjson",
                "**/c.ndjson | logs/2024/jan/c.ndjson",
                "logs/_*/* | logs/_tmp/f.ndjson",
                "logs/.*.ndjson | logs/.hidden.ndjson",
            })
    void inputStandsForItsFilesInTheUsersSpelling(String input, String files) throws Exception {
        InputFiles found = InputFiles.resolve(List.of(typed + "/" + input));

        List<String> expected = Arrays.stream(files.split(" ")).map(f -> typed + "/" + f).toList();
        assertThat(found.files()).extracting(found.names()::spell).isEqualTo(expected);
        assertThat(spelledSplits(found)).isEqualTo(expected);
        assertThat(found.count()).isEqualTo(expected.size());
        assertThat(found.bytes()).isEqualTo(8L * expected.size());
    }

    @Test
    void absolutePathsAndUrisStayAsTyped() throws Exception {
        for (String prefix : List.of(folder.toString(), "file://" + folder, "file:" + folder)) {
            for (String input : List.of("/logs", "/logs/*.ndjson", "/logs/a.ndjson")) {
                InputFiles found = InputFiles.resolve(List.of(prefix + input));

                assertThat(spelledSplits(found)).contains(prefix + "/logs/a.ndjson");
            }
        }
    }

    @Test
    void otherFileSystemsAreListedTheSameWay() throws Exception {
        String root = "test://" + folder;

        InputFiles found =
                InputFiles.resolve(List.of(root + "/logs/{a,b}.ndjson", root + "/logs/202?"));

        assertThat(spelledSplits(found))
                .containsExactly(
                        root + "/logs/2024/feb/d.ndjson.gz",
                        root + "/logs/2024/jan/c.ndjson",
                        root + "/logs/2025/jan/e.ndjson",
                        root + "/logs/a.ndjson",
                        root + "/logs/b.ndjson");
        assertThatThrownBy(() -> InputFiles.resolve(List.of(root + "/nothing")))
                .hasMessage("The input '" + root + "/nothing' does not exist.");
        assertThatThrownBy(() -> InputFiles.resolve(List.of(root + "/*.csv")))
                .hasMessage("The input '" + root + "/*.csv' matches no file.");
    }

    @Test
    void globWithoutFolderIsRelativeToTheWorkingDirectory() throws Exception {
        InputFiles found = InputFiles.resolve(List.of("pom.x*", "./pom.xm?"));

        assertThat(spelledSplits(found)).containsExactly("pom.xml");
    }

    @Test
    void fileThatSeveralInputsMatchIsReadOnce() throws Exception {
        InputFiles found =
                InputFiles.resolve(
                        List.of(
                                typed + "/logs/2024",
                                typed + "/logs/**/c.ndjson",
                                folder + "/logs/2024/jan/c.ndjson",
                                typed + "/logs/../logs/2024"));

        assertThat(spelledSplits(found)).hasSize(2);
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.bytes()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "100%",
                "%41",
                "a#b",
                "a?b",
                "a:b",
                "c:/d",
                "z\u00fcrich \u6771\u4eac \ud83d\ude00",
                "new\nline",
                "back\\slash",
                "[a]{b,c}*",
                "plus+&=;@!$'\"~`<>|^",
                "\u00a0\u2028",
                "~",
                "-"
            })
    void namesOfAnyCharactersWork(String name) throws Exception {
        String file = "odd/" + name + "/" + name + ".ndjson";
        write(file);

        for (String input : List.of("odd/", "odd/*", "odd/**", file)) {
            InputFiles found = InputFiles.resolve(List.of(typed + "/" + input));

            assertThat(spelledSplits(found)).containsExactly(typed + "/" + file);
            try (var in = found.files().get(0).getFileSystem().open(found.files().get(0))) {
                assertThat(in.readAllBytes()).hasSize(8);
            }
        }
    }

    @Test
    void wildcardsInTheFolderThatWasNotTypedAsAGlobAreOrdinary() throws Exception {
        write("[x]/a.ndjson");
        write("x/b.ndjson");
        // What a working directory with such a name leads to.
        org.apache.flink.core.fs.Path glob =
                AbsolutePath.of("file", null, Glob.quote(folder + "/[x]") + "/*.ndjson");

        List<FileNode> files =
                InputListing.of(List.of(FileListing.of(glob)), InputNames.absolute()).files();

        assertThat(files).extracting(f -> f.toPath().getName()).containsExactly("a.ndjson");
    }

    @Test
    void existingFileWithGlobCharactersIsTakenLiterally() throws Exception {
        write("[ab].ndjson");
        write("a.ndjson");

        InputFiles found = InputFiles.resolve(List.of(typed + "/[ab].ndjson"));

        assertThat(spelledSplits(found)).containsExactly(typed + "/[ab].ndjson");
    }

    @Test
    void folderNamedLikeAFileIsAFolder() throws Exception {
        write("x.gz/a.ndjson");

        InputFiles found = InputFiles.resolve(List.of(typed + "/*.gz"));

        assertThat(spelledSplits(found)).containsExactly(typed + "/x.gz/a.ndjson");
    }

    @Test
    void linksAreFollowedButNotRoundInCircles() throws Exception {
        write("linked/a.ndjson");
        Files.createSymbolicLink(folder.resolve("linked/self"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("linked/logs"), folder.resolve("logs/2025"));

        for (String input : List.of("linked", "linked/**")) {
            InputFiles found = InputFiles.resolve(List.of(typed + "/" + input));

            assertThat(spelledSplits(found))
                    .containsExactly(
                            typed + "/linked/a.ndjson", typed + "/linked/logs/jan/e.ndjson");
        }
    }

    @Test
    void parentOfALinkIsThatOfItsTarget() throws Exception {
        Files.createSymbolicLink(folder.resolve("jan"), folder.resolve("logs/2024/jan"));

        InputFiles found = InputFiles.resolve(List.of(typed + "/jan/../feb"));

        assertThat(spelledSplits(found)).containsExactly(typed + "/jan/../feb/d.ndjson.gz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | The input 'X' does not exist.",
                "logs/a.ndjson/x | The input 'X' does not exist.",
                "logs/*.csv | The input 'X' matches no file.",
                "nowhere/*.csv | The input 'X' matches no file.",
                "empty | The folder 'X' holds no file.",
                "hidden | The folder 'X' holds no file, apart from names that start with . or _,"
                        + " which are skipped.",
                "hidde?/* | The input 'X' matches no file, apart from names that start with . or _,"
                        + " which are skipped.",
                "logs/[a | The input 'X' cannot be read: its [ is never closed.",
                "logs/{a,b | The input 'X' cannot be read: its { is never closed."
            })
    void inputWithoutFilesIsRefusedInOneSentence(String input, String sentence) throws IOException {
        Files.createDirectories(folder.resolve("empty/inner"));
        write("hidden/.a");
        write("hidden/_b/c");
        String whole = typed + "/" + input;

        assertThatThrownBy(() -> InputFiles.resolve(List.of(typed + "/logs", whole)))
                .isInstanceOf(InputException.class)
                .hasMessage(sentence.replace("X", whole));
    }

    @Test
    void fileThatCannotBeReadIsRefusedByNameBeforeTheRun() throws Exception {
        Path packed = Files.createDirectory(folder.resolve("packed"));
        Files.write(packed.resolve("a.ndjson"), new byte[] {'P', 'K', 3, 4, 20, 0});
        Files.write(packed.resolve("b.tar.gz"), Compressed.GZIP.of(FileContentTest.tar()));
        String typedName = typed + "/packed/a.ndjson";

        for (String input : List.of("/packed/a.ndjson", "/packed/a*", "/packed/[a]*")) {
            assertThatThrownBy(() -> InputFiles.resolve(List.of(typed + input)))
                    .isInstanceOf(InputException.class)
                    .hasMessage(
                            "The input '"
                                    + typedName
                                    + "' is a zip archive: unpack it first (unzip -p "
                                    + typedName
                                    + " >a-unpacked.ndjson).");
        }
        assertThatThrownBy(() -> InputFiles.watched(List.of(typed + "/logs", typed + "/packed")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("The input '" + typedName + "' is a zip archive: ")
                .hasMessageEndingWith("; another file cannot be read either.");
        assertThatThrownBy(() -> InputFiles.resolve(List.of("test://" + packed + "/b.tar.gz")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a tar archive, compressed with gzip: ");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void archiveThatIsCompressedIsRefusedBeforeTheRun(Compressed format) throws Exception {
        Path file = folder.resolve("a.tar" + format.ending);
        Files.write(file, format.of(FileContentTest.tar()));

        assertThatThrownBy(() -> InputFiles.resolve(List.of(file.toString())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a tar archive, compressed with ")
                .hasMessageContaining(
                        ": unpack it first (tar -xOf " + file + " >a-unpacked.ndjson");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLAIN")
    void whatIsCompressedTwiceIsRefusedBeforeTheRun(Compressed format) throws Exception {
        byte[] once = format.of("{}\n".getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(folder.resolve("a.ndjson"), format.of(once));

        assertThatThrownBy(() -> InputFiles.resolve(List.of(file.toString())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a.ndjson' is ")
                .hasMessageContaining(" within ");
    }

    @Test
    void fileThatNeedsTooMuchMemoryIsRefusedBeforeTheRun() throws Exception {
        Path xz = Files.write(folder.resolve("a.xz"), XzMemoryTest.withDictionary(32));
        Path zstd = Files.write(folder.resolve("a.zst"), FileContentTest.longWindow());

        assertThatThrownBy(() -> InputFiles.resolve(List.of(xz.toString())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("' needs 257 MiB of memory to be decompressed, more than ");
        assertThatThrownBy(() -> InputFiles.resolve(List.of(zstd.toString())))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("' needs a window of 2 GiB to be decompressed, more than ");
    }

    @Test
    void fileThatIsDamagedIsLeftToTheRun() throws Exception {
        byte[] whole = Compressed.GZIP.of(new byte[100]);
        Path file = Files.write(folder.resolve("a.gz"), Arrays.copyOf(whole, 12));

        InputFiles found = InputFiles.resolve(List.of(file.toString()));

        assertThat(found.count()).isEqualTo(1);
        assertThat(found.misnamed()).isEmpty();
    }

    @Test
    void fileThatHoldsSomethingElseThanItsNameSaysIsTold() throws Exception {
        Path rotated = folder.resolve("a.ndjson.gz.1");
        Files.write(rotated, Compressed.GZIP.of("{}\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(InputFiles.resolve(List.of(typed + "/logs")).misnamed())
                .hasValue(
                        "'"
                                + typed
                                + "/logs/2024/feb/d.ndjson.gz' holds plain text, and is read as that");
        assertThat(InputFiles.resolve(List.of(rotated.toString())).misnamed())
                .hasValue(
                        "'"
                                + rotated
                                + "' holds what is compressed with gzip, and is read as that");
        assertThat(
                        InputFiles.resolve(List.of(rotated.toString(), typed + "/logs/**"))
                                .misnamed()
                                .orElseThrow())
                .endsWith("; another file, too, holds something else than its name says");
        assertThat(InputFiles.resolve(List.of(typed + "/logs/a.ndjson")).misnamed()).isEmpty();
    }

    @Test
    void specialFilesAndLinksToNothingAreRefusedWhereTheyAreNamed() throws Exception {
        Files.createDirectories(folder.resolve("pipes"));
        new ProcessBuilder("mkfifo", folder.resolve("pipes/p").toString()).start().waitFor();
        Files.createDirectories(folder.resolve("broken"));
        Files.createSymbolicLink(folder.resolve("broken/link"), Path.of("nowhere"));

        assertRefused(
                "/dev/null",
                "/dev/null is neither a file nor a folder: what comes through a pipe"
                        + " has to be written to a file first.");
        assertThatThrownBy(() -> InputFiles.resolve(List.of(typed + "/broken/link")))
                .hasMessage("The input '" + typed + "/broken/link' does not exist.");
        assertThatThrownBy(() -> InputFiles.resolve(List.of(typed + "/broken")))
                .hasMessage(
                        "The folder '%s/broken' holds no file that can be read: '%s/broken/link' is a link to nothing."
                                .formatted(typed, folder));
    }

    @Test
    void pipeIsReadOnceAndByARunThatEnds() throws Exception {
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        String name = pipe.toString();

        assertThatThrownBy(() -> InputFiles.watched(List.of(name)))
                .hasMessage(
                        "The input '%s' is a pipe, which --watch cannot read: name the folder in which files appear."
                                .formatted(name));
        assertThatThrownBy(() -> InputFiles.resolve(List.of("-", name, "-")))
                .hasMessage("The input '-' is given twice, and a pipe can be read only once.");
        assertThatThrownBy(() -> InputFiles.resolve(List.of(name, folder + "/./pipe")))
                .hasMessage(
                        "The input '%s/./pipe' is the pipe '%s' again, which can be read only once."
                                .formatted(folder, name));
        assertThat(InputFiles.resolve(List.of(name)).awaited())
                .containsExactly(
                        "'%s' is a pipe, read until whoever writes to it closes it"
                                .formatted(name));
    }

    @Test
    void entriesThatCannotBeReadAreSkippedAndNamed() throws Exception {
        write("some/a.ndjson");
        new ProcessBuilder("mkfifo", folder.resolve("some/pipe").toString()).start().waitFor();
        Files.createSymbolicLink(folder.resolve("some/nowhere"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("some/round"), Path.of("round"));
        Files.createSymbolicLink(folder.resolve("some/through"), Path.of("a.ndjson/b"));

        for (String input : List.of("some", "some/*", "some/**")) {
            InputFiles found = InputFiles.resolve(List.of(typed + "/" + input));

            assertThat(spelledSplits(found)).containsExactly(typed + "/some/a.ndjson");
            assertThat(InputListing.of(found.paths(), found.names()).notices())
                    .extracting(InputNotice::toString)
                    .containsExactly(
                            "'%s/some/nowhere' is a link to nothing".formatted(typed),
                            "'%s/some/pipe' is neither a file nor a folder: what comes through a pipe has to be written to a file first"
                                    .formatted(typed),
                            "'%s/some/round' is a link to nothing".formatted(typed),
                            "'%s/some/through' is a link to nothing".formatted(typed));
            assertThatThrownBy(found::requireAllReadable)
                    .isInstanceOf(InputException.class)
                    .hasMessage(
                            "The input '%s/some/nowhere' is a link to nothing, and 3 more entries likewise, which --strict-input does not allow."
                                    .formatted(typed));
        }
    }

    @Test
    void fileUnderSeveralNamesIsReadOnceUnderOneThatIsNoLink() throws Exception {
        write("twice/b.ndjson");
        Files.createSymbolicLink(folder.resolve("twice/a-current.ndjson"), Path.of("b.ndjson"));
        Files.createLink(folder.resolve("twice/c.ndjson"), folder.resolve("twice/b.ndjson"));
        write("twice/2025-01/d.ndjson");
        Files.createSymbolicLink(folder.resolve("twice/1-latest"), Path.of("2025-01"));

        InputFiles found = InputFiles.resolve(List.of(typed + "/twice"));

        assertThat(spelledSplits(found))
                .containsExactly(typed + "/twice/2025-01/d.ndjson", typed + "/twice/b.ndjson");
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.bytes()).isEqualTo(16);
        assertThat(InputListing.of(found.paths(), found.names()).notices())
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'X/1-latest/d.ndjson' is left out, as it is the same file as 'X/2025-01/d.ndjson'"
                                .replace("X", typed + "/twice"),
                        "'X/a-current.ndjson' is left out, as it is the same file as 'X/b.ndjson'"
                                .replace("X", typed + "/twice"),
                        "'X/c.ndjson' is left out, as it is the same file as 'X/b.ndjson'"
                                .replace("X", typed + "/twice"));
    }

    @Test
    void filesThatLookLikeCopiesCountAndAreNamed() throws Exception {
        for (String name : List.of("a.ndjson", "a.ndjson.gz", "a.ndjson~", "b.ndjson.gz", "c~")) {
            write("alike/" + name);
        }

        InputFiles found = InputFiles.resolve(List.of(typed + "/alike"));

        assertThat(found.count()).isEqualTo(5);
        assertThat(InputListing.of(found.paths(), found.names()).notices())
                .extracting(InputNotice::toString)
                .containsExactly(
                        "'X/a.ndjson.gz' looks like a copy of 'X/a.ndjson'; both are counted"
                                .replace("X", typed + "/alike"),
                        "'X/a.ndjson~' looks like a copy of 'X/a.ndjson'; both are counted"
                                .replace("X", typed + "/alike"));
    }

    @Test
    void missingInputIsExplainedWhereItCanBe() {
        assertThatThrownBy(() -> InputFiles.resolve(List.of(typed + "/caf\uFFFD.ndjson")))
                .hasMessageEndingWith(
                        "does not exist, or has a name that is not valid text in this locale's character"
                                + " encoding.");
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertThatThrownBy(() -> InputFiles.resolve(List.of())).hasMessage("There is no input.");
        assertThatThrownBy(() -> InputFiles.resolve(List.of("")))
                .hasMessage("The input '' is empty.");
        assertRefused("file://host/x", "file:///...");
        assertRefused("nosuchscheme://host/x", "nosuchscheme");
        assertThatThrownBy(() -> InputFiles.resolve(List.of("a\0b")))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("does not exist.");
    }

    private static void assertRefused(String input, String reason) {
        assertThatThrownBy(() -> InputFiles.resolve(List.of(input)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("The input '" + input + "' cannot be read: ")
                .hasMessageContaining(reason);
    }

    /** The files as the source enumerates and spells them after travelling through the cluster. */
    private static List<String> spelledSplits(InputFiles found) throws Exception {
        org.apache.flink.core.fs.Path[] paths = InstantiationUtil.clone(found.paths());
        InputNames names = InstantiationUtil.clone(found.names());
        List<FileNode> files = InputListing.of(paths, names).files();
        Map<Long, String> spelled = new TreeMap<>();
        for (CombinedSplit split : InputCutter.cut(files, 0, SplitSizes.all(1 << 20), 1)) {
            CombinedSplitSerializer serializer = new CombinedSplitSerializer();
            byte[] bytes = serializer.serialize(split);
            for (FileRange range : Ranges.of(serializer.deserialize(1, bytes))) {
                spelled.put(range.number(), names.spell(range.file().toPath()));
            }
        }
        return List.copyOf(spelled.values());
    }

    private void write(String name) throws IOException {
        File file = new File(folder.toFile(), name);
        file.getParentFile().mkdirs();
        Files.writeString(file.toPath(), "{\"ts\":1}");
    }
}
