package io.customerreport.digest;

import io.customerreport.bytes.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A name out of the input, an id or an event type, in bounded memory.
 *
 * <p>Of a name of more than {@value #MAX_BYTES} bytes the head is kept, and its SHA-256, so that
 * different names stay different. The order is that of code points; long names with one head follow
 * each other in an order that is fixed but means nothing.
 */
public final class Label implements Comparable<Label> {

    static final int MAX_BYTES = 160;

    private static final byte[] WHOLE = {};
    private static final int SHA_256_BYTES = 32;

    private final byte[] head;

    /** Empty for a name that is kept whole. */
    private final byte[] sha256;

    private final int codePoints;

    private Label(byte[] head, byte[] sha256, int codePoints) {
        this.head = head;
        this.sha256 = sha256;
        this.codePoints = codePoints;
    }

    /** A label of strict UTF-8, which it may keep, and which nobody may write to. */
    public static Label of(byte[] utf8) {
        if (utf8.length <= MAX_BYTES) {
            return new Label(utf8, WHOLE, codePoints(utf8));
        }
        int cut = MAX_BYTES;
        while (isContinuation(utf8[cut])) {
            cut--;
        }
        return new Label(Arrays.copyOf(utf8, cut), sha256(utf8), codePoints(utf8));
    }

    /** The name, or what is kept of it. */
    public String text() {
        return new String(head, StandardCharsets.UTF_8);
    }

    /** The length of the whole name in code points. */
    public int codePoints() {
        return codePoints;
    }

    private static int codePoints(byte[] utf8) {
        int count = 0;
        for (byte b : utf8) {
            count += isContinuation(b) ? 0 : 1;
        }
        return count;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, head.length);
        out.write(head);
        out.writeBoolean(sha256.length > 0);
        if (sha256.length > 0) {
            out.write(sha256);
            Varint.write(out, codePoints);
        }
    }

    static Label read(DataInput in) throws IOException {
        byte[] head = new byte[Varint.readInt(in)];
        in.readFully(head);
        if (!in.readBoolean()) {
            return new Label(head, WHOLE, codePoints(head));
        }
        byte[] sha256 = new byte[SHA_256_BYTES];
        in.readFully(sha256);
        return new Label(head, sha256, Varint.readInt(in));
    }

    @Override
    public int compareTo(Label other) {
        int byHead = Arrays.compareUnsigned(head, other.head);
        return byHead != 0 ? byHead : Arrays.compareUnsigned(sha256, other.sha256);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Label other
                && Arrays.equals(head, other.head)
                && Arrays.equals(sha256, other.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(head) + Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return text();
    }
}
