package io.customerreport.source.split;

import io.customerreport.source.files.FileNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;

/**
 * A byte range of a file, as it was when it was listed.
 *
 * @param number the file's, in the order of the input
 * @param index how many ranges of the file come before this one
 * @param file the file, its size and its time of last change
 */
public record FileRange(long number, int index, FileNode file, long offset, long length)
        implements SplitPart {

    public static FileRange whole(long number, FileNode file) {
        return new FileRange(number, 0, file, 0, file.bytes());
    }

    /** The same range of a file under another name. */
    public FileRange of(FileNode renamed) {
        return new FileRange(number, index, renamed, offset, length);
    }

    /** Unique in the input. */
    String id() {
        return id(number, index);
    }

    static String id(long number, int index) {
        return String.format(Locale.ROOT, "%06d-%06d", number, index);
    }

    /** The byte offset at which the range ends. */
    public long end() {
        return offset + length;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(number);
        out.writeInt(index);
        out.writeUTF(file.system());
        out.writeUTF(file.path());
        out.writeLong(file.bytes());
        out.writeLong(file.modified());
        out.writeLong(offset);
        out.writeLong(length);
        file.writeIdentity(out);
    }

    /**
     * @param identified whether the file's key and sample are there, which format version 1 lacks
     */
    static FileRange read(DataInput in, boolean identified) throws IOException {
        long number = in.readLong();
        int index = in.readInt();
        String system = in.readUTF();
        String path = in.readUTF();
        long bytes = in.readLong();
        long modified = in.readLong();
        long offset = in.readLong();
        long length = in.readLong();
        FileNode file = new FileNode(system, path, false, bytes, modified, null);
        return new FileRange(
                number, index, identified ? file.readIdentity(in) : file, offset, length);
    }
}
