package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationTest {

    private static final String RECOVERY = "execution.state-recovery.path";

    @TempDir Path folder;
    private final JobID job = new JobID();
    private final Configuration configuration = new Configuration();
    private Path own;

    @BeforeEach
    void nameFolder() {
        own = folder.resolve("own");
    }

    @Test
    void runWithoutACheckpointLeavesNothingToGoOnFrom() throws Exception {
        Files.createDirectories(own.resolve(job + "/chk-1"));
        Continuation continuation = submitted();

        assertThat(continuation.left().rows()).isFalse();
        assertThat(continuation.left().setting()).isEmpty();
    }

    @Test
    void lastCheckpointOfTheRunItselfIsNamed() throws Exception {
        finished(own.resolve(new JobID() + "/chk-9"));
        Path latest = finished(own.resolve(job + "/chk-2"));
        Continuation continuation = submitted();

        assertThat(continuation.left().rows()).isTrue();
        assertThat(continuation.left().setting()).contains("-D " + RECOVERY + "=" + latest);
        assertThat(continuation.left().checkpoints()).isEqualTo(own);
    }

    @Test
    void checkpointInAFolderOfTheUsersIsNamedAsWell() throws Exception {
        Path users = folder.resolve("users");
        Path latest = finished(users.resolve(job + "/chk-2"));
        configuration.setString("execution.checkpointing.dir", users.toUri().toString());

        assertThat(submitted().left().setting()).contains("-D " + RECOVERY + "=" + latest);
        assertThat(submitted().left().checkpoints()).isNull();
    }

    @Test
    void runThatGoesOnNamesNothingUntilItHasACheckpointOfItsOwn() throws Exception {
        configuration.setString(RECOVERY, "/checkpoints/chk-7");
        Continuation continuation = submitted();

        assertThat(continuation.left().rows()).isTrue();
        assertThat(continuation.left().setting()).isEmpty();
        Path latest = finished(own.resolve(job + "/chk-8"));
        assertThat(continuation.left().setting()).contains("-D " + RECOVERY + "=" + latest);
    }

    @Test
    void settingCanBePastedWhateverTheFolderIsCalled() throws Exception {
        own = folder.resolve("it's own");
        finished(own.resolve(job + "/chk-2"));

        String setting = submitted().left().setting().orElseThrow();

        ChildProcess shell =
                ChildProcess.start(folder, List.of("sh", "-c", "printf '%s|' " + setting));
        assertThat(shell.exitStatus()).as(shell.err()).isZero();
        assertThat(shell.out())
                .isEqualTo("-D|" + RECOVERY + "=" + own.resolve(job + "/chk-2") + "|");
    }

    @Test
    void runThatHasReportedEverythingLeavesItsRowsAndNothingToGoOnFrom() throws Exception {
        finished(own.resolve(job + "/chk-2"));
        Continuation continuation = submitted();

        continuation.ended();

        assertThat(continuation.left().rows()).isTrue();
        assertThat(continuation.left().setting()).isEmpty();
        assertThat(continuation.left().checkpoints()).isNull();
    }

    @Test
    void runThatDidNotStartNamesNothingAndLeavesTheRowsOfTheOneBefore() {
        configuration.setString(RECOVERY, "/checkpoints/chk-7");
        Continuation continuation = Continuation.prepare(configuration, true, own);

        assertThat(continuation.left().setting()).isEmpty();
        assertThat(continuation.left().rows()).isTrue();
    }

    @Test
    void rowsStayWhereNobodyCanTellWhetherThereIsACheckpoint() {
        configuration.setString("execution.checkpointing.dir", "nosuch://bucket/checkpoints");

        assertThat(submitted().left().setting()).isEmpty();
        assertThat(submitted().left().rows()).isTrue();
    }

    private Continuation submitted() {
        Continuation continuation =
                Continuation.prepare(new Configuration(configuration), true, own);
        continuation.submitted(job);
        return continuation;
    }

    private static Path finished(Path checkpoint) throws IOException {
        Files.createDirectories(checkpoint);
        Files.createFile(checkpoint.resolve("_metadata"));
        return checkpoint;
    }
}
