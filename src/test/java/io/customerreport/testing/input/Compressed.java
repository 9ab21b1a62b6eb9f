package io.customerreport.testing.input;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** Compresses in each of the formats that the job reads. */
public enum Compressed {
    GZIP(".gz"),
    BZIP2(".bz2"),
    XZ(".xz"),
    ZSTD(".zst"),
    LZ4(".lz4"),
    LZMA(".lzma"),
    DEFLATE(".deflate"),
    PLAIN("");

    /** With few references: what finds more takes seconds for a megabyte. */
    private static final FramedLZ4CompressorOutputStream.Parameters LZ4_PARAMETERS =
            new FramedLZ4CompressorOutputStream.Parameters(
                    FramedLZ4CompressorOutputStream.BlockSize.K64,
                    BlockLZ4CompressorOutputStream.createParameterBuilder()
                            .withMinBackReferenceLength(8)
                            .withLazyMatching(false)
                            .build());

    /** What the names of such files end with. */
    public final String ending;

    Compressed(String ending) {
        this.ending = ending;
    }

    /** One member, stream or frame with this content. */
    public byte[] of(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (this) {
                    case GZIP -> new GZIPOutputStream(bytes);
                    case BZIP2 -> new BZip2CompressorOutputStream(bytes);
                    case XZ -> new XZOutputStream(bytes, new LZMA2Options());
                    case ZSTD -> new ZstdOutputStream(bytes);
                    case LZ4 -> new FramedLZ4CompressorOutputStream(bytes, LZ4_PARAMETERS);
                    case LZMA -> new LZMAOutputStream(bytes, new LZMA2Options(), -1);
                    case DEFLATE -> new DeflaterOutputStream(bytes);
                    case PLAIN -> bytes;
                }) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
