package io.customerreport.testing.faults;

import io.customerreport.testing.Shared;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local files below a {@link Faults#root}. */
final class FaultyFileSystem extends FileSystem {

    static final String SCHEME = "faulty";

    private final String id;
    private final Faults faults;
    private final LocalFileSystem files = LocalFileSystem.getSharedInstance();

    /** Found by Flink through the service file. */
    public static final class Factory implements FileSystemFactory {

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new FaultyFileSystem(uri.getAuthority());
        }
    }

    private FaultyFileSystem(String id) {
        this.id = id;
        this.faults = Shared.get(id);
    }

    private static Path local(Path path) {
        return new Path("file", null, path.getPath());
    }

    private FileStatus faulty(FileStatus status) {
        return new Status(status, new Path(SCHEME, id, status.getPath().getPath()));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        faults.onPath("stat", path);
        return faulty(files.getFileStatus(local(path)));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        faults.onPath("list", path);
        FileStatus[] statuses = files.listStatus(local(path));
        if (statuses != null) {
            for (int i = 0; i < statuses.length; i++) {
                statuses[i] = faulty(statuses[i]);
            }
        }
        return statuses;
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        faults.onPath("open", path);
        return new FaultyInput(faults, files.open(local(path)), path);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return open(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        faults.onPath("create", path);
        return new FaultyOutput(faults, files.create(local(path), mode), path);
    }

    @Override
    public RecoverableWriter createRecoverableWriter() throws IOException {
        return new FaultyWriter(faults, files.createRecoverableWriter());
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        faults.onPath("delete", path);
        return files.delete(local(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        faults.onPath("mkdirs", path);
        return files.mkdirs(local(path));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        faults.onPath("rename", from);
        return files.rename(local(from), local(to));
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
        return new BlockLocation[0];
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(SCHEME, id, files.getWorkingDirectory().getPath());
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(SCHEME, id, files.getHomeDirectory().getPath());
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + "://" + id + "/");
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    private record Status(FileStatus status, Path path) implements FileStatus {

        @Override
        public Path getPath() {
            return path;
        }

        @Override
        public long getLen() {
            return status.getLen();
        }

        @Override
        public long getBlockSize() {
            return status.getBlockSize();
        }

        @Override
        public short getReplication() {
            return status.getReplication();
        }

        @Override
        public long getModificationTime() {
            return status.getModificationTime();
        }

        @Override
        public long getAccessTime() {
            return status.getAccessTime();
        }

        @Override
        public boolean isDir() {
            return status.isDir();
        }
    }
}
