package io.customerreport.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * The whole content of a compressed file, decompressed.
 *
 * <p>It is resumed by decompressing it again as far as the resumed offset.
 */
final class CompressedInput implements SplitInput {

    private static final int SKIP_STEP = 64 * 1024;

    private final FSDataInputStream stored;
    private final InputStream content;
    private final ListedFile file;

    /** How much of the stored file earlier blocks stand for. */
    private long storedBefore;

    private long offset;
    private boolean ended;

    CompressedInput(FSDataInputStream in, Compression compression, ListedFile file, long resumed)
            throws IOException {
        this.stored = in;
        this.file = file;
        try {
            this.content = compression.open(in);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
        skipTo(resumed);
        storedBefore = offset == 0 ? 0 : in.getPos();
    }

    private void skipTo(long resumed) throws IOException {
        byte[] dropped = new byte[SKIP_STEP];
        while (offset < resumed && !ended) {
            read(dropped, 0, (int) Math.min(SKIP_STEP, resumed - offset));
        }
        if (offset < resumed) {
            throw failure(
                    new EOFException(
                            "the content ends here, but was read up to byte "
                                    + resumed
                                    + " before"));
        }
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int at = start;
        int stop = start + length;
        try {
            while (at < stop && !ended) {
                int n = content.read(buffer, at, stop - at);
                ended = n < 0;
                at += Math.max(n, 0);
                offset += Math.max(n, 0);
            }
        } catch (IOException | RuntimeException e) {
            // Decompressors meet broken content with unchecked exceptions, too.
            throw failure(e);
        }
        return at - start;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long storedBytes(long bytes) throws IOException {
        long more = stored.getPos() - storedBefore;
        storedBefore += more;
        return more;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private IOException failure(Exception cause) {
        return file.failure(
                "Cannot decompress "
                        + file.name()
                        + " beyond byte "
                        + offset
                        + " of its content: "
                        + cause(cause),
                cause);
    }

    /** What a decompressor means by an exception: it says nothing at all when the data stops. */
    static String cause(Exception failure) {
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof EOFException ? "the file is cut off" : failure.toString();
    }
}
