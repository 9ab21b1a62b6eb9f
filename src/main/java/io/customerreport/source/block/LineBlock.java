package io.customerreport.source.block;

import org.jspecify.annotations.Nullable;

/**
 * Some consecutive whole lines of one file, as bytes.
 *
 * <p>Each line in {@code bytes[start, end)} ends with {@code '\n'}; the last line of a file that
 * lacks one is given one here. Bytes 0 to 7 after {@code end} can be read (their values mean
 * nothing), so that a scanner may load eight bytes at once from any position before {@code end}.
 *
 * <p>A block is reused by the reader that hands it out: it is valid until the next block is asked
 * for, and whoever keeps it copies.
 */
public final class LineBlock {

    /** How many bytes can be read beyond {@link #end}. */
    public static final int PADDING = 8;

    public byte[] bytes;
    public int start;
    public int end;

    /** The file's name as the user spelled it (see {@code InputFiles}). */
    public String file;

    /** Byte offset of {@code bytes[start]} in the file; in a compressed file, uncompressed. */
    public long offset;

    /**
     * Where {@code bytes[start]} stands in the whole input, files in the order of their paths; the
     * position of a later line in the block is that many bytes larger.
     */
    public long position;

    /** Where what follows the block in its file stands: the {@link #position} of a next block. */
    public long nextPosition;

    /**
     * Whether the block is not whole lines but the beginning of one line that is longer than the
     * limit: {@code bytes[start, end)} then holds at most its first 65,536 bytes, without a {@code
     * '\n'}.
     */
    public boolean oversizedLine;

    /** Whether an oversized line goes on after {@link #end}. */
    public boolean truncated;

    /**
     * Null but in a block without lines that comes last of a damaged file, of which the lines
     * before the damage were handed out.
     */
    public @Nullable Damage damage;

    /** Null but in a block without lines that tells something of the input. */
    public @Nullable InputMessage message;

    /**
     * How many bytes of the (uncompressed) file the block stands for: its lines with their line
     * ends, a skipped byte order mark, the rest of an oversized line. Over all blocks these add up
     * to the size of the input.
     */
    public long sourceBytes;

    /**
     * How many bytes of the file as it is stored were read for the block: {@link #sourceBytes}, or
     * of a compressed file, what its decompressor took in. For progress only, as decompressors read
     * ahead.
     */
    public long storedBytes;

    /** A block without lines that hands a message on. */
    public static LineBlock of(InputMessage message) {
        LineBlock block = empty();
        block.message = message;
        return block;
    }

    static LineBlock empty() {
        LineBlock block = new LineBlock();
        block.bytes = new byte[PADDING];
        block.file = "";
        return block;
    }
}
