package io.customerreport.testing.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * This machine's files under {@code paced:///}, read no faster than told: a small log keeps a job
 * running for as long as a test wants to disturb it, and leaves the cores idle meanwhile.
 */
public final class PacedFileSystem extends LocalFileSystem {

    private static final String SCHEME = "paced";

    /** For each open file. */
    static final ConfigOption<Long> BYTES_PER_SECOND =
            ConfigOptions.key("paced.bytes-per-second").longType().defaultValue(1L << 20);

    private final double nanosPerByte;

    private PacedFileSystem(long bytesPerSecond) {
        nanosPerByte = 1e9 / bytesPerSecond;
    }

    /** The files of a folder, at that pace. */
    static String paced(java.nio.file.Path folder) {
        return SCHEME + "://" + folder;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return new PacedStream(super.open(path));
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return open(path);
    }

    /** Makes the file system known to Flink. */
    public static final class Factory implements FileSystemFactory {

        private long bytesPerSecond = BYTES_PER_SECOND.defaultValue();

        @Override
        public void configure(Configuration configuration) {
            bytesPerSecond = configuration.get(BYTES_PER_SECOND);
        }

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new PacedFileSystem(bytesPerSecond);
        }
    }

    private final class PacedStream extends FSDataInputStream {

        private final FSDataInputStream in;

        private PacedStream(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int start, int length) throws IOException {
            int n = in.read(buffer, start, length);
            LockSupport.parkNanos((long) (Math.max(n, 0) * nanosPerByte));
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
