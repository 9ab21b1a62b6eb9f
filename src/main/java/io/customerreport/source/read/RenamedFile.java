package io.customerreport.source.read;

import io.customerreport.source.files.FileNode;
import io.customerreport.source.files.LocalTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds a local file again that was renamed in its folder, as rotation of logs does. */
final class RenamedFile {

    private RenamedFile() {}

    /** The listed version of a file under its present name; null if it is not there. */
    static @Nullable FileNode find(FileNode listed) {
        if (!listed.isLocal() || listed.key() == null || listed.sample() == null) {
            return null;
        }
        Path folder = new File(listed.path()).toPath().getParent();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                FileNode found = asListed(entry, listed);
                if (found != null) {
                    return found;
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            // What cannot be looked for is not there.
            return null;
        }
        return null;
    }

    private static @Nullable FileNode asListed(Path entry, FileNode listed) {
        try {
            FileNode node = LocalTree.attributes(entry);
            boolean found =
                    node.isSameFileAs(listed)
                            && !node.path().equals(listed.path())
                            && node.bytes() >= listed.bytes()
                            && listed.sample().isOf(node.path(), listed.bytes());
            return found ? listed.at(node) : null;
        } catch (IOException e) {
            return null;
        }
    }
}
