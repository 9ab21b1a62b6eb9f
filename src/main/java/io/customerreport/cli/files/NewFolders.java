package io.customerreport.cli.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Folders that a run created, of which those that are empty go when it ends without a result. */
public final class NewFolders {

    /** The innermost first. */
    private final Deque<Path> created = new ArrayDeque<>();

    /** Creates a folder, and those around it that are missing, unless it is there. */
    public void create(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = folder;
                path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
                path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            try {
                Files.createDirectory(path);
                created.push(path);
            } catch (FileAlreadyExistsException e) {
                // Another run was quicker, and the folder is its own.
            }
        }
    }

    /** Removes those that are empty; one that holds anything keeps the folders around it. */
    public void removeEmpty() throws IOException {
        try {
            while (!created.isEmpty()) {
                try {
                    Files.delete(created.peek());
                } catch (NoSuchFileException e) {
                    // Somebody was quicker.
                }
                created.pop();
            }
        } catch (DirectoryNotEmptyException e) {
            // Something else lives there by now, such as the rejects beside the reports.
        }
    }
}
