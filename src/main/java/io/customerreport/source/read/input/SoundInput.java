package io.customerreport.source.read.input;

import io.customerreport.source.block.Damage;
import java.io.IOException;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The content of a compressed file that has to be sound: one that is cut off, damaged or followed
 * by garbage is an error, which names the place where {@link SalvagedInput} ends. Where the rest of
 * a file may come later, one that is cut off ends there.
 */
public final class SoundInput implements SplitInput {

    private final SalvagedInput in;
    private final ListedFile file;
    private final boolean restAwaited;

    /** Owns {@code in}. */
    public SoundInput(SalvagedInput in, ListedFile file, boolean restAwaited) throws IOException {
        this.in = in;
        this.file = file;
        this.restAwaited = restAwaited;
        try {
            // A resumed file may have nothing left that would be read.
            check();
        } catch (IOException e) {
            IOUtils.closeQuietly(in);
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        int n = in.read(buffer, start, length);
        check();
        return n;
    }

    private void check() throws IOException {
        Damage damage = in.damage();
        if (damage != null && !(restAwaited && in.isCutOff())) {
            throw file.damage("Cannot decompress " + damage, new IOException(damage.cause()));
        }
    }

    @Override
    public long offset() {
        return in.offset();
    }

    @Override
    public long storedBytes(long bytes) {
        return in.storedBytes(bytes);
    }

    @Override
    public boolean ended() {
        return in.ended();
    }

    /** Only that of a file whose rest may come; any other is thrown. */
    @Override
    public @Nullable Damage damage() {
        return in.damage();
    }

    @Override
    public boolean isCutOff() {
        return in.isCutOff();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
