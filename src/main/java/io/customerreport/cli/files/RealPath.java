package io.customerreport.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The path without links of what exists, or is yet to be created, on this machine. */
public final class RealPath {

    private RealPath() {}

    /**
     * @throws java.nio.file.NoSuchFileException if a part of the path is a link to nothing; it
     *     names the link
     */
    public static Path of(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    }
}
