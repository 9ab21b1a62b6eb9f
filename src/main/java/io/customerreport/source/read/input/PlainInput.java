package io.customerreport.source.read.input;

import io.customerreport.source.split.FileRange;
import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a byte range of an uncompressed file.
 *
 * <p>A line belongs to the range that holds its first byte. So a range that does not begin the file
 * starts after the first line end at or after the byte before it, and every range runs on to the
 * first line end at or after its last byte. A file that has grown since it was listed is read as
 * far as the line that was its last then; one that has shrunk is an error.
 */
public final class PlainInput implements SplitInput {

    /**
     * Step for the parts of lines that are searched forwards, at both ends of a range. Long enough
     * for most lines in one read, short enough to cost little beside a range.
     */
    private static final int STEP = 16 * 1024;

    private final FSDataInputStream in;
    private final ListedFile file;
    private final long end;
    private final long listedSize;

    /**
     * Read while looking for the first line, and not yet handed on: {@code [aheadAt, aheadEnd)}.
     * Null if there was none to look for.
     */
    private byte @Nullable [] ahead;

    private int aheadAt;
    private int aheadEnd;

    private long offset;
    private boolean ended;

    public PlainInput(FSDataInputStream in, ListedFile file, long resumed) throws IOException {
        FileRange range = file.range();
        this.in = in;
        this.file = file;
        this.end = range.end();
        this.listedSize = Math.max(end, range.file().bytes());
        if (resumed != NOT_RESUMED) {
            startAt(resumed);
        } else if (range.offset() == 0 || range.length() == 0) {
            startAt(range.offset());
        } else {
            startAt(range.offset() - 1);
            skipLine();
        }
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int at = start;
        int stop = start + length;
        while (at < stop && !ended) {
            at += offset < end ? readRange(buffer, at, stop) : readLastLine(buffer, at, stop);
        }
        return at - start;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void startAt(long start) throws IOException {
        offset = start;
        ended = start >= end;
        if (!ended && start > 0) {
            try {
                in.seek(start);
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    private void skipLine() throws IOException {
        ahead = new byte[STEP];
        while (offset < end - 1) {
            int wanted = (int) Math.min(STEP, end - 1 - offset);
            int n = readSome(ahead, 0, wanted);
            int lineEnd = LineEnds.first(ahead, 0, n);
            if (lineEnd >= 0) {
                aheadAt = lineEnd + 1;
                aheadEnd = n;
                offset -= aheadEnd - aheadAt;
                return;
            }
        }
        ended = true;
    }

    private int readRange(byte[] buffer, int at, int stop) throws IOException {
        int n;
        if (aheadAt < aheadEnd) {
            n = Math.min(stop - at, aheadEnd - aheadAt);
            System.arraycopy(ahead, aheadAt, buffer, at, n);
            aheadAt += n;
            offset += n;
        } else {
            n = readSome(buffer, at, (int) Math.min(stop - at, end - offset));
        }
        ended = offset == end && buffer[at + n - 1] == '\n';
        return n;
    }

    private int readLastLine(byte[] buffer, int at, int stop) throws IOException {
        int n = readSome(buffer, at, Math.min(stop - at, STEP));
        if (n < 0) {
            ended = true;
            return 0;
        }
        int lineEnd = LineEnds.first(buffer, at, at + n);
        if (lineEnd < 0) {
            return n;
        }
        ended = true;
        offset -= at + n - (lineEnd + 1);
        return lineEnd + 1 - at;
    }

    /** Reads at least one byte, or -1 at the end of a file that is as long as it was listed. */
    private int readSome(byte[] buffer, int at, int length) throws IOException {
        try {
            int n = in.read(buffer, at, length);
            if (n < 0 && offset < listedSize) {
                throw new EOFException(
                        "the file ends here, but had " + listedSize + " bytes when it was listed");
            }
            offset += Math.max(n, 0);
            return n;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private IOException failure(IOException cause) {
        return file.failure(
                "Cannot read " + file.name() + " at byte " + offset + ": " + cause.getMessage(),
                cause);
    }
}
