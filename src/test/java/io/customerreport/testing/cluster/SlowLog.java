package io.customerreport.testing.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * A small file with much content that is slow to read: one compressed piece, many times over.
 *
 * <p>The first line of each piece is no JSON; the others are events worth a dollar, of each of the
 * {@link #CUSTOMERS} as many as of the next.
 */
public final class SlowLog {

    public static final int CUSTOMERS = 3;
    public static final int EVENTS_PER_PIECE = 9_999;
    public static final int LINES_PER_PIECE = EVENTS_PER_PIECE + 1;

    private SlowLog() {}

    public static void write(OutputStream out, int pieces) throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        try (OutputStream content = new BZip2CompressorOutputStream(piece)) {
            content.write("no json\n".getBytes(StandardCharsets.US_ASCII));
            for (int event = 0; event < EVENTS_PER_PIECE; event++) {
                content.write(event(event).getBytes(StandardCharsets.US_ASCII));
            }
        }
        for (int copy = 0; copy < pieces; copy++) {
            piece.writeTo(out);
        }
    }

    private static String event(int number) {
        return "{\"event_id\":\"e%d\",\"customer_id\":\"c%d\",\"ts\":1735689600,\"amount\":1}\n"
                .formatted(number, number % CUSTOMERS);
    }
}
