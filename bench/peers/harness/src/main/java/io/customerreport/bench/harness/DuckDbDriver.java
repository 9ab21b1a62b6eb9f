package io.customerreport.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Takes DuckDB's JDBC driver apart into a jar of classes and this machine's native library, because
 * the driver as it comes inflates 70 MB at every start.
 */
final class DuckDbDriver {

    private static final String LIBRARIES = "libduckdb_java.so_";

    private DuckDbDriver() {}

    /** Returns the jar; the folder then also holds what {@code System.loadLibrary} looks for. */
    static Path unpack(Path driver, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path classes = folder.resolve("duckdb-classes.jar");
        String ours = LIBRARIES + "linux_" + architecture();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(driver));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(classes))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                if (name.equals(ours)) {
                    Path library = folder.resolve(System.mapLibraryName("duckdb_java"));
                    Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
                } else if (!name.startsWith(LIBRARIES)) {
                    out.putNextEntry(new ZipEntry(name));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return classes;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }
}
