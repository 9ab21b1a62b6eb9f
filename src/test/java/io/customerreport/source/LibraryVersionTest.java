package io.customerreport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.source.files.InputNames;
import io.customerreport.source.read.LineBlockFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class LibraryVersionTest {

    @Test
    void jobOfTheSameVersionRuns() throws Exception {
        LibraryVersion version = InstantiationUtil.clone(LibraryVersion.here());

        assertThatCode(version::requireHere).doesNotThrowAnyException();
    }

    @Test
    void jobOfAnotherVersionFailsAtOnceAndNamesBoth() throws Exception {
        NdjsonSource job = ofVersion("10.0 classes");

        assertThatThrownBy(() -> job.createReader(null))
                .hasMessage(
                        "the job was submitted by customer-report 10.0 classes, and the cluster's lib/ has from classes:"
                                + " put the same customer-report.jar there, and start the cluster again")
                .satisfies(
                        failure ->
                                assertThat(ThrowableClassifier.getThrowableType(failure))
                                        .isEqualTo(ThrowableType.NonRecoverableError));
        assertThatThrownBy(() -> job.createEnumerator(null))
                .isInstanceOf(LibraryVersionException.class);
    }

    /** As another process would have sent it, whose number has as many letters. */
    private static NdjsonSource ofVersion(String number) throws Exception {
        byte[] job =
                InstantiationUtil.serializeObject(
                        NdjsonSource.bounded(
                                new Path[0],
                                NdjsonSource.SHORT_SPLITS,
                                new LineBlockFormat(InputNames.absolute(), 1 << 20, 1 << 20)));
        String here = LibraryVersion.here().number();
        String sent = new String(job, StandardCharsets.ISO_8859_1);
        assertThat(sent).contains(here);
        byte[] other = sent.replace(here, number).getBytes(StandardCharsets.ISO_8859_1);
        return InstantiationUtil.deserializeObject(other, NdjsonSource.class.getClassLoader());
    }
}
