package io.customerreport.source.files;

import io.customerreport.source.compression.Compression;
import io.customerreport.source.compression.FileHead;
import io.customerreport.source.compression.Refusal;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * What is known of an input file before it is read.
 *
 * @param file as the user spells it
 * @param bytes its size as it is stored, 0 if that is not known
 * @param kind "plain", how it is compressed, or why it is not read
 */
public record InputContent(String file, long bytes, String kind) {

    /** Reads the first bytes of the file. */
    static InputContent of(FileNode file, InputNames names) {
        if (Pipe.is(file)) {
            return new InputContent(names.spell(file.toPath()), 0, "pipe");
        }
        return new InputContent(names.spell(file.toPath()), file.bytes(), kind(file));
    }

    /**
     * What is to be said of a file that is read as what it holds, and not as what its name says, as
     * in "holds plain text, and is read as that".
     */
    public static Optional<String> misnamed(FileNode file) {
        try {
            FileHead head = FileHead.of(file.toPath());
            return head.refusal() == null ? misnamed(file.toPath(), head) : Optional.empty();
        } catch (IOException e) {
            // Who reads it will say what is wrong with it.
            return Optional.empty();
        }
    }

    /** The same of a file that is not refused. */
    static Optional<String> misnamed(Path path, FileHead head) {
        Compression compression = head.kind().compression();
        if (compression == Compression.of(path.getName())) {
            return Optional.empty();
        }
        String content =
                compression == Compression.NONE
                        ? "plain text"
                        : "what is compressed with " + compression.title();
        return Optional.of("holds " + content + ", and is read as that");
    }

    private static String kind(FileNode file) {
        if (file.bytes() == 0) {
            return "empty";
        }
        try {
            FileHead head = FileHead.of(file.toPath());
            Refusal refusal = head.refusal();
            if (refusal != null) {
                return refusal.what();
            }
            return head.kind().compression().title();
        } catch (IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }
}
