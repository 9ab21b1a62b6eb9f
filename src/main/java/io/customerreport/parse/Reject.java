package io.customerreport.parse;

import io.customerreport.bytes.Utf8;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A line that could not be used: why, where it stands, and its text. A Flink POJO. */
@JsonPropertyOrder({"reason", "file", "offset", "line", "truncated"})
public final class Reject {

    /** Bytes of a line that are kept; a longer one is cut there, before a split character. */
    public static final int MAX_LINE_BYTES = 64 * 1024;

    public String reason;
    public String file;

    /** Byte offset of the line's first byte in the file, uncompressed. */
    public long offset;

    /** The line's text; bytes that are no UTF-8 are U+FFFD. */
    public String line;

    /** Whether the line was longer than {@link #MAX_LINE_BYTES}. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public boolean truncated;

    /** For Flink and JSON. */
    public Reject() {}

    /**
     * Takes over the line {@code bytes[start, end)}, of which at most {@link #MAX_LINE_BYTES} are
     * kept.
     *
     * @param truncated whether the line goes on after {@code end}
     */
    static Reject of(
            String reason,
            String file,
            long offset,
            byte[] bytes,
            int start,
            int end,
            boolean truncated) {
        Reject reject = new Reject();
        reject.reason = reason;
        reject.file = file;
        reject.offset = offset;
        reject.truncated = truncated || end - start > MAX_LINE_BYTES;
        int cut = reject.truncated ? cut(bytes, start, end) : end;
        reject.line = Utf8.decodeReplacing(bytes, start, cut);
        return reject;
    }

    /** Where to cut: at the limit, or up to three bytes before it to keep a character whole. */
    private static int cut(byte[] bytes, int start, int end) {
        int limit = Math.min(end, start + MAX_LINE_BYTES);
        for (int lead = limit - 1; lead >= Math.max(start, limit - 3); lead--) {
            if ((bytes[lead] & 0xc0) != 0x80) {
                int length =
                        bytes[lead] >= 0 ? 1 : Integer.numberOfLeadingZeros(~bytes[lead] << 24);
                return length > limit - lead && length <= 4 ? lead : limit;
            }
        }
        return limit;
    }
}
