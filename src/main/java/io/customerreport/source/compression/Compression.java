package io.customerreport.source.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZInputStream;

/**
 * How a file is decompressed, which {@link ContentKind} finds out. The ending of a name says it
 * only as far as names can be trusted.
 *
 * <p>Each reads all members, streams or frames of a file, and fails where one is cut off or
 * something else follows.
 */
public enum Compression {
    GZIP("gzip", "gzip -dc", ".gz", ".gzip", ".tgz") {
        @Override
        InputStream decompress(InputStream in) {
            return new ConcatenatedInput(
                    in,
                    title(),
                    new byte[] {0x1f, (byte) 0x8b},
                    member ->
                            GzipCompressorInputStream.builder()
                                    .setInputStream(member)
                                    .setBufferSize(BUFFER_BYTES)
                                    .get());
        }
    },
    BZIP2("bzip2", "bzip2 -dc", ".bz2", ".bzip2", ".tbz2", ".tbz") {
        @Override
        InputStream decompress(InputStream in) {
            return new ConcatenatedInput(
                    in, title(), new byte[] {'B', 'Z', 'h'}, BZip2CompressorInputStream::new);
        }
    },
    XZ("xz", "xz -dc", ".xz", ".txz") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new XZInputStream(in, MEMORY_KIB);
        }

        @Override
        public @Nullable Refusal refusal(Exception failure) {
            return refusalOfXz(failure);
        }
    },
    ZSTD("zstd", "zstd -dc --long=31", ".zst", ".zstd", ".tzst") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            ZstdLibrary.load();
            return new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
        }

        @Override
        public @Nullable Refusal refusal(Exception failure) {
            if (!(failure instanceof ZstdIOException zstd)) {
                return null;
            }
            long code = zstd.getErrorCode();
            if (code == Zstd.errFrameParameterWindowTooLarge()) {
                return Refusal.memory("a larger window", this);
            }
            if (code == Zstd.errMemoryAllocation()) {
                return Refusal.memory("more memory", this);
            }
            return code == Zstd.errDictionaryWrong() ? Refusal.dictionary() : null;
        }
    },
    LZ4("lz4", "lz4 -dc", ".lz4") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new Lz4Input(in);
        }
    },
    LZMA("lzma", "xz --format=lzma -dc", ".lzma", ".tlz") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new WholeLzmaInput(new LZMAInputStream(in, MEMORY_KIB), in);
        }

        @Override
        public @Nullable Refusal refusal(Exception failure) {
            return refusalOfXz(failure);
        }
    },
    DEFLATE("zlib", "zlib-flate -uncompress <", ".deflate", ".zlib", ".zz") {
        @Override
        InputStream decompress(InputStream in) {
            return new ZlibInputStream(in, BUFFER_BYTES);
        }

        @Override
        public @Nullable Refusal refusal(Exception failure) {
            return failure instanceof ZlibInputStream.DictionaryNeededException
                    ? Refusal.dictionary()
                    : null;
        }
    },
    NONE("plain", "cat") {
        @Override
        InputStream decompress(InputStream in) {
            return in;
        }
    };

    /** Enough for {@code xz -9}, which needs 65 MiB; a file may ask for 4 GiB. */
    static final int MEMORY_KIB = 128 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    /** 128 MiB, what {@code zstd} itself allows without {@code --long}; a file may ask for more. */
    private static final int ZSTD_WINDOW_LOG = 27;

    private final String title;
    private final String command;
    private final String[] endings;

    Compression(String title, String command, String... endings) {
        this.title = title;
        this.command = command;
        this.endings = endings;
    }

    /** What the ending of a name says. */
    public static Compression of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (Compression compression : values()) {
            for (String ending : compression.endings) {
                if (name.endsWith(ending)) {
                    return compression;
                }
            }
        }
        return NONE;
    }

    /** What users call it. */
    public String title() {
        return title;
    }

    /** The command that writes the content of a file, named after it, to its output. */
    String command() {
        return command;
    }

    /** The usual ending of names. */
    String ending() {
        return endings[0];
    }

    /** The content of {@code in}, which is closed with it. */
    public InputStream open(InputStream in) throws IOException {
        // Some formats are read byte by byte from here.
        return decompress(new BufferedInputStream(in, BUFFER_BYTES));
    }

    abstract InputStream decompress(InputStream in) throws IOException;

    /** What the library for xz means by an exception, which reads lzma as well. */
    @Nullable Refusal refusalOfXz(Exception failure) {
        if (failure instanceof MemoryLimitException limit) {
            return Refusal.memoryKib(limit.getMemoryNeeded(), this);
        }
        return failure instanceof UnsupportedOptionsException ? Refusal.options(this) : null;
    }

    /** Why the decompressor failed if that is not damage; null if it is. */
    public @Nullable Refusal refusal(Exception failure) {
        return null;
    }
}
