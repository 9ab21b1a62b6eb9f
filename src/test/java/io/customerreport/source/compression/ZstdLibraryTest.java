package io.customerreport.source.compression;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ZstdLibraryTest {

    @Test
    void folderWhereProgramsMayNotRunIsNamedWithTheWayOut() {
        String said =
                "/tmp/libzstd-1.so: /tmp/libzstd-1.so: failed to map segment from shared object\n"
                        + "Unsupported OS/arch, cannot find /linux/amd64/libzstd-1.so";

        assertThatThrownBy(
                        () ->
                                ZstdLibrary.load(
                                        () -> {
                                            throw new UnsatisfiedLinkError(said);
                                        }))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContainingAll(
                        System.getProperty("java.io.tmpdir"),
                        "(failed to map segment from shared object)",
                        "TMPDIR=FOLDER")
                .hasMessageNotContainingAny("Unsupported", "\n")
                .hasNoCause();
    }

    @Test
    void fullFolderIsNamedWithTheWayOut() {
        assertThatThrownBy(
                        () ->
                                ZstdLibrary.load(
                                        () -> {
                                            throw new ExceptionInInitializerError(
                                                    "Cannot unpack libzstd-1: No space left on device");
                                        }))
                .hasMessageContaining("(No space left on device): name one that has room");
    }
}
