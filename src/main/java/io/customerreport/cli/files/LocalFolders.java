package io.customerreport.cli.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes local folders that others may still be writing to; links are removed, not followed. */
public final class LocalFolders {

    /** A writer that is being stopped adds a file or two, not a hundred. */
    private static final int ATTEMPTS = 100;

    private LocalFolders() {}

    public static void delete(Path root) throws IOException {
        deleteContents(root);
        Files.deleteIfExists(root);
    }

    /** Empties a folder but for one thing in it. */
    public static void deleteAllBut(Path kept, Path root) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (!entry.equals(kept)) {
                    delete(entry);
                }
            }
        }
    }

    /** Empties a folder and keeps it; one that does not exist is empty. */
    static void deleteContents(Path root) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.walkFileTree(root, new Deletion(root));
                return;
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                if (!Files.exists(root)) {
                    return;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        private final Path root;

        Deletion(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!folder.equals(root)) {
                Files.deleteIfExists(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
