package io.customerreport.source.read.input;

import io.customerreport.source.block.Damage;
import io.customerreport.source.compression.Compression;
import io.customerreport.source.compression.ConcatenatedInput;
import io.customerreport.source.compression.FileHead;
import io.customerreport.source.compression.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The content of a compressed file as far as it can be decompressed: {@link #damage} ends it.
 *
 * <p>It is resumed by decompressing it again as far as the resumed offset.
 *
 * <p>The place of the damage depends on the file alone. Decompressors lose what they had ready when
 * they fail, so they are always asked for the same chunks, however much is wanted of this input;
 * and the chunk in which one fails is read again, byte by byte. A file that cannot be read is not
 * damaged, nor is one that needs more memory than a run has, or holds an archive: those are errors
 * here, too.
 */
public final class SalvagedInput implements SplitInput {

    private static final int CHUNK = 64 * 1024;

    private final Opener opener;
    private final Compression compression;
    private final ListedFile file;
    private final long storedEnd;
    private final byte[] chunk = new byte[CHUNK];

    private @Nullable StoredBytes raw;
    private @Nullable InputStream content;

    /** Byte offset of {@code chunk[0]}, of which {@code [at, filled)} is not handed out yet. */
    private long chunkOffset;

    private int at;
    private int filled;
    private boolean lastChunk;
    private boolean ended;

    /** How much of the stored file has been read, and what earlier blocks stand for of it. */
    private long storedRead;

    private long storedBefore;
    private @Nullable Damage damage;
    private boolean cutOff;

    /** Opens the file from its beginning, once more when it is found to be damaged. */
    public interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * @param storedEnd how many bytes of the file are taken for all of it
     */
    public SalvagedInput(
            Opener opener, Compression compression, ListedFile file, long storedEnd, long resumed)
            throws IOException {
        this.opener = opener;
        this.compression = compression;
        this.file = file;
        this.storedEnd = storedEnd;
        try {
            nextChunk(true);
            checkContent();
            skipTo(resumed);
            storedBefore = offset() == 0 ? 0 : storedRead;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeQuietly(this);
            throw e;
        }
    }

    private void checkContent() throws IOException {
        Refusal refusal = new FileHead(Arrays.copyOf(chunk, filled), "").refusalInside(compression);
        if (refusal != null) {
            throw file.refused(refusal);
        }
    }

    private void skipTo(long resumed) throws IOException {
        while (offset() < resumed && !ended) {
            at += (int) Math.min(filled - at, resumed - offset());
            ended = !hasMore();
        }
        if (offset() < resumed) {
            String what = "the content ends here, but was read up to byte " + resumed + " before";
            throw file.failure(
                    "Cannot decompress " + new Damage(file.name(), offset(), what),
                    new EOFException(what));
        }
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int done = 0;
        while (done < length && !ended) {
            int n = Math.min(length - done, filled - at);
            System.arraycopy(chunk, at, buffer, start + done, n);
            at += n;
            done += n;
            ended = !hasMore();
        }
        return done;
    }

    @Override
    public long offset() {
        return chunkOffset + at;
    }

    @Override
    public long storedBytes(long bytes) {
        long more = storedRead - storedBefore;
        storedBefore += more;
        return more;
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public @Nullable Damage damage() {
        return damage;
    }

    @Override
    public boolean isCutOff() {
        return cutOff;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        } else if (raw != null) {
            raw.close();
        }
    }

    private boolean hasMore() throws IOException {
        if (at == filled && !lastChunk) {
            nextChunk(false);
        }
        return at < filled;
    }

    private void nextChunk(boolean first) throws IOException {
        chunkOffset += filled;
        at = 0;
        filled = 0;
        try {
            if (first) {
                open();
            }
            readChunk(CHUNK);
        } catch (IOException | RuntimeException e) {
            checkIsDamage(e);
            if (file.isPipe()) {
                throw file.failure(
                        "Cannot decompress "
                                + new Damage(file.name(), chunkOffset + filled, cause(e))
                                + "; a pipe cannot be read again up to there",
                        new IOException(cause(e)));
            }
            salvage();
        }
        storedRead = Math.max(storedRead, raw.count());
    }

    private void open() throws IOException {
        raw = new StoredBytes(opener.open(), storedEnd);
        content = compression.open(raw);
    }

    /**
     * @param most how many bytes to ask the decompressor for at a time
     */
    private void readChunk(int most) throws IOException {
        filled = 0;
        lastChunk = false;
        while (filled < CHUNK && !lastChunk) {
            int n = content.read(chunk, filled, Math.min(most, CHUNK - filled));
            lastChunk = n < 0;
            filled += Math.max(n, 0);
        }
    }

    /** Reads the chunk again, in which the decompressor failed. */
    private void salvage() throws IOException {
        close();
        raw = null;
        content = null;
        boolean there = chunkOffset == 0;
        try {
            open();
            for (long skipped = 0; skipped < chunkOffset; skipped += CHUNK) {
                readChunk(CHUNK);
            }
            there = true;
            readChunk(1);
        } catch (IOException | RuntimeException e) {
            checkIsDamage(e);
            if (!there) {
                throw new IOException(file.name() + " changes while it is read", e);
            }
            if (content instanceof ConcatenatedInput counting) {
                // A gzip member's last byte comes with the check of its trailer.
                filled = (int) Math.max(filled, counting.bytesDecompressed() - chunkOffset);
            }
            lastChunk = true;
            cutOff = raw.ended();
            damage = new Damage(file.name(), chunkOffset + filled, cause(e));
        }
    }

    private void checkIsDamage(Exception failure) throws IOException {
        if (raw == null && failure instanceof IOException unopened) {
            // The opener has named the file.
            throw unopened;
        }
        if (raw == null || raw.failed()) {
            throw file.failure("Cannot read " + file.name() + ": " + cause(failure), failure);
        }
        Refusal refusal = compression.refusal(failure);
        if (refusal != null) {
            throw file.refused(refusal, failure);
        }
    }

    /** What a decompressor means by an exception: it says nothing at all when the data stops. */
    private static String cause(Exception failure) {
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        return failure instanceof EOFException ? "the file is cut off" : failure.toString();
    }
}
