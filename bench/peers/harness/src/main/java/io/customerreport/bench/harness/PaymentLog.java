package io.customerreport.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated log.
 *
 * @param lines as many as the generator was asked for
 */
record PaymentLog(Path file, long lines, long bytes) {

    private static final int BUFFER_BYTES = 1 << 20;

    /** Reads it once, so that no program pays for the disk. */
    void warm() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {}
        }
    }
}
