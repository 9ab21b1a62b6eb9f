package io.customerreport.source.files;

import io.customerreport.source.compression.FileHead;
import io.customerreport.source.compression.Refusal;
import java.io.IOException;

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
