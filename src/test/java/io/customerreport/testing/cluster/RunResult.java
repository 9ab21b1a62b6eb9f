package io.customerreport.testing.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run left in its output folders, in an order that does not depend on who wrote it.
 *
 * @param reports the rows, sorted
 * @param rejects the rejected lines, sorted; empty without a folder for them
 * @param others the names of all files that hold no rows
 */
public record RunResult(List<String> reports, List<String> rejects, List<String> others) {

    /**
     * @param rejects null when the run wrote none
     */
    public static RunResult read(Path reports, Path rejects) throws IOException {
        List<String> others = new ArrayList<>();
        List<String> reportRows = rows(reports, others);
        List<String> rejectRows = rejects == null ? List.of() : rows(rejects, others);
        Collections.sort(others);
        return new RunResult(reportRows, rejectRows, others);
    }

    private static List<String> rows(Path folder, List<String> others) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                List<String> lines = Files.readAllLines(file);
                if (name.endsWith(".ndjson") && !name.startsWith(".")) {
                    rows.addAll(lines);
                } else if (name.endsWith(".csv") && !name.startsWith(".")) {
                    // Each file begins with the names of its columns.
                    rows.addAll(lines.subList(1, lines.size()));
                } else {
                    others.add(name);
                }
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
