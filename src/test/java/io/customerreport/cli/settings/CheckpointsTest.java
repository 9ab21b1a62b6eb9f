package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final String DIR = "execution.checkpointing.dir";
    private static final String RECOVERY = "execution.state-recovery.path";

    @TempDir Path folder;

    @Test
    void latestIsTheFinishedOneWithTheHighestNumber() throws Exception {
        finished("chk-9");
        Path latest = finished("chk-10");
        Files.createDirectories(folder.resolve("chk-11"));
        finished("shared");

        assertThat(latest(folder)).contains(latest.toString());
    }

    @Test
    void folderThatIsNotThereOrEmptyHoldsNone() throws Exception {
        assertThat(latest(folder)).isEmpty();
        assertThat(latest(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void folderWithoutASchemeIsRefusedAndSpelledWithOne() {
        assertThatThrownBy(() -> check(DIR, "relative"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D '%s=relative' has no scheme: name the folder as %s",
                        DIR, Path.of("relative").toAbsolutePath().toUri());
    }

    @Test
    void folderThatCannotBeMadeIsRefused() throws Exception {
        String under = Files.createFile(folder.resolve("file")).resolve("no").toUri().toString();

        assertThatThrownBy(() -> check(DIR, under))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("-D '%s=%s' cannot be used: ".formatted(DIR, under));
        assertThatThrownBy(() -> check(DIR, "file://host/folder"))
                .hasMessageContaining("has three slashes and no host");
        assertThatThrownBy(() -> check(DIR, " ")).hasMessageContaining("names nothing");
        assertThatThrownBy(() -> check(DIR, "nosuch://bucket/folder"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be used: ");
    }

    @Test
    void folderThatCanBeWrittenIsLeftAsItWas() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        check(DIR, folder.resolve("new/one").toUri().toString());
        check(DIR, empty.toUri().toString());

        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void folderIsRefusedUnderTheNameThatItWasGivenBy() {
        assertThatThrownBy(() -> check("state.checkpoints.dir", "relative"))
                .hasMessageStartingWith("-D 'state.checkpoints.dir=relative' has no scheme");
    }

    @Test
    void checkpointToGoOnFromMustBeThere() throws Exception {
        String nowhere = folder.resolve("chk-1").toString();

        assertThatThrownBy(() -> check(RECOVERY, nowhere))
                .isInstanceOf(UsageException.class)
                .hasMessage("-D '%s=%s' does not exist", RECOVERY, nowhere);
        assertThatThrownBy(() -> check(RECOVERY, folder.toString()))
                .hasMessage(
                        "-D '%s=%s' is not a checkpoint, as it holds no _metadata",
                        RECOVERY, folder);
    }

    @Test
    void folderOfRunsIsRefusedAndTheLastCheckpointInItNamed() throws Exception {
        Path latest = finished("b/chk-3");
        Path older = finished("a/chk-7");
        Files.setLastModifiedTime(older.resolve("_metadata"), FileTime.fromMillis(1_000));

        assertThatThrownBy(() -> check(RECOVERY, folder.toString()))
                .hasMessageEndingWith("; the last one in it is " + latest);
        assertThatThrownBy(() -> check(RECOVERY, folder.resolve("a").toString()))
                .hasMessageEndingWith("; the last one in it is " + older);
    }

    @Test
    void checkpointAndItsMetadataAreTaken() throws Exception {
        Path checkpoint = finished("chk-1");

        check(RECOVERY, checkpoint.toString());
        check(RECOVERY, checkpoint.toUri().toString());
        check(RECOVERY, checkpoint.resolve("_metadata").toString());
    }

    private Path finished(String name) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve(name));
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }

    private static void check(String key, String value) throws UsageException {
        Checkpoints.check(Configuration.fromMap(Map.of(key, value)));
    }

    private static Optional<String> latest(Path folder) throws IOException {
        return Checkpoints.latest(new org.apache.flink.core.fs.Path(folder.toUri()))
                .map(Checkpoints::plain);
    }
}
