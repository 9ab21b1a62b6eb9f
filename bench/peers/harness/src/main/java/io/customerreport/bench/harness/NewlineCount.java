package io.customerreport.bench.harness;

import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * Counts the line feeds of a log with all cores: what a program pays for no more than looking at
 * every byte of it.
 */
public final class NewlineCount {

    private static final int BLOCK = 1 << 20;
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private NewlineCount() {}

    public static void main(String... args) throws IOException {
        PeerArguments arguments = PeerArguments.parse(args);
        Files.writeString(arguments.answer(), count(arguments.log()) + "\n");
    }

    static long count(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            long blocks = (channel.size() + BLOCK - 1) / BLOCK;
            return LongStream.range(0, blocks)
                    .parallel()
                    .map(block -> countBlock(channel, block * BLOCK))
                    .sum();
        }
    }

    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(
                    () -> ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN));

    private static long countBlock(FileChannel channel, long start) {
        ByteBuffer buffer = BUFFER.get().clear();
        try {
            while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) > 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count(buffer.flip());
    }

    private static long count(ByteBuffer buffer) {
        long count = 0;
        int at = 0;
        for (; at + Long.BYTES <= buffer.limit(); at += Long.BYTES) {
            long word = buffer.getLong(at) ^ LINE_FEEDS;
            // Exact, byte by byte: no borrow from a lower byte can make a zero of its neighbour.
            long nonZero = ((word & ~HIGH_BITS) + ~HIGH_BITS) | word;
            count += Long.bitCount(~nonZero & HIGH_BITS);
        }
        for (; at < buffer.limit(); at++) {
            count += buffer.get(at) == '\n' ? 1 : 0;
        }
        return count;
    }
}
