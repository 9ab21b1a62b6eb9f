package io.customerreport.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An answer on disk: one file of rows, or a folder of them. */
final class AnswerFiles {

    private AnswerFiles() {}

    /** To be closed. Files without rows, such as {@code _SUCCESS} and hidden ones, are left out. */
    static Stream<ReportRow> rows(Path answer) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(answer)) {
            files = tree.filter(Files::isRegularFile).filter(AnswerFiles::holdsRows).toList();
        }
        return files.stream().flatMap(AnswerFiles::lines).map(ReportRow::parse);
    }

    static void delete(Path answer) throws IOException {
        if (!Files.exists(answer)) {
            return;
        }
        List<Path> tree;
        try (Stream<Path> walk = Files.walk(answer)) {
            tree = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : tree) {
            Files.delete(path);
        }
    }

    private static boolean holdsRows(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("_");
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.lines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
