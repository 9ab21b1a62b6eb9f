package io.customerreport.testing.input;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Puts a test's folder where relative paths lead. */
public final class BelowWorkingDirectory implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
            throws Exception {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("").toAbsolutePath().resolve("target")), "inputs");
    }
}
