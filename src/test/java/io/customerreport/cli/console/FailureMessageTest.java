package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.report.OutputException;
import io.customerreport.source.read.input.DamagedFileException;
import io.customerreport.source.read.input.DecompressionLimitException;
import io.customerreport.source.read.input.UnreadableFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.JobException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

    @Test
    void wrappersOfFlinkAndOfFuturesAreLeftOut() {
        Throwable failure = inFlink(new IOException("a.gz: ends at byte 17"));

        assertThat(FailureMessage.of(failure)).isEqualTo("a.gz: ends at byte 17");
    }

    @Test
    void serializedFailuresReadAsTheOriginals() {
        Throwable failure =
                inFlink(
                        new SerializedThrowable(
                                new RuntimeException(
                                        "One or more fetchers have encountered exception",
                                        new IOException("a.gz: ends at byte 17"))));

        assertThat(FailureMessage.of(failure)).isEqualTo("a.gz: ends at byte 17");
    }

    @Test
    void causesAreAppendedUnlessTheyAreSaidAlready() {
        IOException named =
                new IOException("a.gz: broken at byte 3", new ZipException("bad\n block"));
        IOException repeated = new UncheckedIOException(new IOException("disk full")).getCause();

        assertThat(FailureMessage.of(named))
                .isEqualTo("a.gz: broken at byte 3: ZipException: bad block");
        assertThat(FailureMessage.of(new IOException(repeated))).isEqualTo("disk full");
        assertThat(FailureMessage.of(new IOException("disk full", repeated)))
                .isEqualTo("disk full");
    }

    @Test
    void nothingIsSaidTwiceWhateverTheExceptionsAreCalled() {
        IllegalStateException outer =
                new IllegalStateException(
                        "The input could not be scanned: 'in/a' is a link to nothing",
                        new IllegalCallerException("'in/a' is a link to nothing"));
        IOException inner =
                new IOException("Cannot read", new IOException("Cannot read a.gz: bad"));
        IOException file = new IOException("Cannot open b", new NoSuchFileException("b"));
        IOException sameFile = new IOException("Cannot write s: b", new NoSuchFileException("b"));

        assertThat(FailureMessage.of(outer))
                .isEqualTo("The input could not be scanned: 'in/a' is a link to nothing");
        assertThat(FailureMessage.of(inner)).isEqualTo("Cannot read a.gz: bad");
        assertThat(FailureMessage.of(file)).isEqualTo("Cannot open b: no such file or folder");
        assertThat(FailureMessage.of(sameFile))
                .isEqualTo("Cannot write s: b: no such file or folder");
    }

    @Test
    void savepointOfAStopThatFailedIsNotOffered() {
        Throwable stop = new StopWithSavepointStoppingException("file:/t/savepoint-1", new JobID());
        String said = "the job failed while it was being ended, so what was left is not reported";

        assertThat(FailureMessage.of(inFlink(stop))).isEqualTo(said);
        assertThat(FailureMessage.of(inFlink(new SerializedThrowable(stop)))).isEqualTo(said);
        assertThat(
                        FailureMessage.of(
                                new StopWithSavepointStoppingException(
                                        "file:/t/s", new JobID(), new IOException("disk full"))))
                .isEqualTo(said + ": disk full");
    }

    @Test
    void lackOfOpenFilesIsSaidWithItsRemedy() {
        assertThat(FailureMessage.of(inFlink(new IOException("a: Too many open files"))))
                .isEqualTo(
                        "a: Too many open files; raise the limit (ulimit -n), or lower"
                                + " --parallelism");
    }

    @Test
    void damagedInputIsSaidWithTheOptionThatSkipsIt() {
        DamagedFileException damaged =
                new DamagedFileException(
                        "Cannot decompress a.gz beyond byte 3 of its content: bad",
                        new IOException("bad"));
        String said =
                "Cannot decompress a.gz beyond byte 3 of its content: bad; --on-corrupt"
                        + " skip takes its lines up to there";

        assertThat(FailureMessage.of(inFlink(damaged))).isEqualTo(said);
        assertThat(FailureMessage.of(inFlink(new SerializedThrowable(damaged)))).isEqualTo(said);
    }

    @Test
    void whatIsNoDamageIsSaidWithoutTheOptionThatSkipsIt() {
        String limit = "--input 'a.xz' needs 257 MiB of memory to be decompressed";
        String content = "--input 'a.zip' is a zip archive: unpack it first";
        String stillWritten = "Cannot decompress a.gz beyond byte 3 of its content: bad";

        for (IOException failure :
                List.of(
                        new DecompressionLimitException(limit, null, null),
                        new UnreadableFileException(content, null, null),
                        new IOException(stillWritten))) {
            assertThat(FailureMessage.of(inFlink(failure))).isEqualTo(failure.getMessage());
            assertThat(FailureMessage.of(inFlink(new SerializedThrowable(failure))))
                    .isEqualTo(failure.getMessage());
        }
    }

    @Test
    void messagesThatSayTooLittleAreExplained() {
        assertThat(FailureMessage.of(new EOFException())).isEqualTo("EOFException");
        assertThat(FailureMessage.of(new ArrayIndexOutOfBoundsException("Index 3")))
                .isEqualTo("ArrayIndexOutOfBoundsException: Index 3");
        assertThat(FailureMessage.of(new NoSuchFileException("a.gz")))
                .isEqualTo("a.gz: no such file or folder");
    }

    @Test
    void lackOfMemoryIsSaidWithItsRemedyWhereverItHappened() {
        String advised =
                "Java heap space. A heap space-related out-of-memory error has occurred. Do this.";
        Throwable failure = inFlink(new IOException("cannot read", new OutOfMemoryError(advised)));

        String remedy = "; a larger heap may help: CUSTOMER_REPORT_JAVA_OPTS=-Xmx4g";
        assertThat(FailureMessage.of(failure))
                .isEqualTo("out of memory (Java heap space)" + remedy);
        assertThat(FailureMessage.of(new SerializedThrowable(failure)))
                .isEqualTo("out of memory (Java heap space)" + remedy);
    }

    @Test
    void threadThatMayNotBeStartedIsNoMatterOfTheHeap() {
        String kind =
                "unable to create native thread: possibly out of memory or process/resource limits"
                        + " reached";
        Throwable failure = inFlink(new OutOfMemoryError(kind));

        String sentence = FailureMessage.of(new SerializedThrowable(failure));

        assertThat(FailureMessage.of(failure)).isEqualTo(sentence);
        assertThat(sentence)
                .startsWith("the machine does not let this process start another thread: ")
                .contains("ulimit -u", "--parallelism")
                .doesNotContain("heap");
    }

    @Test
    void errorThatFlinkMayNotAddToIsLackOfMemory() {
        Throwable failure =
                new InaccessibleObjectException(
                        "Unable to make Throwable.detailMessage accessible");

        assertThat(FailureMessage.of(inFlink(failure)))
                .startsWith("out of memory (outside the heap); a larger heap may help");
    }

    private static Throwable inFlink(Throwable cause) {
        return new ExecutionException(
                new CompletionException(
                        new JobExecutionException(
                                new JobID(),
                                "Job execution failed.",
                                new JobException(
                                        "Recovery is suppressed",
                                        new RuntimeException("One or more fetchers", cause)))));
    }

    @Test
    void checkpointOfAnotherGraphIsOneOfOtherOptions() {
        Throwable failure =
                new RuntimeException(
                        new IllegalStateException(
                                "Failed to rollback to checkpoint/savepoint /c. Cannot map"
                                        + " checkpoint/savepoint state for operator 1 to the new"
                                        + " program, because the operator is not available in the"
                                        + " new program. If you want to allow to skip this, you can"
                                        + " set the --allowNonRestoredState option on the CLI."));

        assertThat(FailureMessage.of(failure))
                .isEqualTo(
                        "the checkpoint is of a run with other options, such as --rejects or"
                                + " --format: continue with the same");
    }

    @Test
    void jobWithoutSlotsNamesTheOptionThatWantsThem() {
        assertThat(
                        FailureMessage.of(
                                new RuntimeException(
                                        new NoResourceAvailableException("Slot request bulk"))))
                .isEqualTo(
                        "the job did not get the slots that it wants; with a smaller --parallelism"
                                + " it takes fewer");
    }

    @Test
    void heapOfAClusterIsNotThatOfTheLauncher() {
        assertThat(FailureMessage.onCluster(new OutOfMemoryError("Java heap space")))
                .isEqualTo(
                        "out of memory (Java heap space); a larger heap may help:"
                                + " taskmanager.memory.process.size in the cluster's configuration");
    }

    @Test
    void outputThatCannotBeWrittenIsKnownByItsKindWhateverFlinkMadeOfIt() {
        IOException disk = new IOException("No space left on device");
        OutputException output = new OutputException("to out", disk.getMessage(), disk);

        for (Throwable failure :
                List.of(inFlink(output), inFlink(new SerializedThrowable(output)))) {
            assertThat(FailureMessage.of(failure))
                    .isEqualTo("Cannot write to out: No space left on device");
            assertThat(Causes.include(failure, OutputException.class)).isTrue();
        }
        assertThat(Causes.include(inFlink(disk), OutputException.class)).isFalse();
    }
}
