package io.customerreport.source;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * How a file is compressed, by the ending of its name.
 *
 * <p>Each reads all members, streams or frames of a file, and fails where one is cut off or
 * something else follows.
 */
enum Compression {
    GZIP(".gz", ".gzip") {
        @Override
        InputStream decompress(InputStream in) {
            return new ConcatenatedInput(
                    in,
                    "gzip",
                    new byte[] {0x1f, (byte) 0x8b},
                    member ->
                            GzipCompressorInputStream.builder()
                                    .setInputStream(member)
                                    .setBufferSize(BUFFER_BYTES)
                                    .get());
        }
    },
    BZIP2(".bz2") {
        @Override
        InputStream decompress(InputStream in) {
            return new ConcatenatedInput(
                    in, "bzip2", new byte[] {'B', 'Z', 'h'}, BZip2CompressorInputStream::new);
        }
    },
    XZ(".xz") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new XZInputStream(in, XZ_MEMORY_KIB);
        }
    },
    ZSTD(".zst") {
        @Override
        InputStream decompress(InputStream in) throws IOException {
            return new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
        }
    },
    DEFLATE(".deflate") {
        @Override
        InputStream decompress(InputStream in) {
            return new ZlibInputStream(in, BUFFER_BYTES);
        }
    },
    NONE {
        @Override
        InputStream decompress(InputStream in) {
            return in;
        }
    };

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Enough for {@code xz -9}, which needs 65 MiB; a file may ask for 4 GiB. */
    private static final int XZ_MEMORY_KIB = 128 * 1024;

    /** 128 MiB, what {@code zstd} itself allows without {@code --long}; a file may ask for more. */
    private static final int ZSTD_WINDOW_LOG = 27;

    private final String[] endings;

    Compression(String... endings) {
        this.endings = endings;
    }

    static Compression of(String fileName) {
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

    /** The content of {@code in}, which is closed with it. */
    InputStream open(InputStream in) throws IOException {
        // Some formats are read byte by byte from here.
        return decompress(new BufferedInputStream(in, BUFFER_BYTES));
    }

    abstract InputStream decompress(InputStream in) throws IOException;
}
