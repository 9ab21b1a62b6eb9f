package io.customerreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.parse.TierFuzz;
import io.customerreport.report.ReportFuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Searches for inputs on which the program contradicts itself, with a fuzzer that is guided by
 * coverage.
 *
 * <p>A few seconds a target unless {@code -Dfuzz.seconds=N} says how long; {@code
 * src/test/scripts/fuzz} runs it for long. Whatever it found once lies in {@code
 * src/test/resources/fuzz}, and is tried first.
 */
@Timeout(value = 30, unit = TimeUnit.DAYS)
class FuzzIT {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 6);
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    /** What a long search has covered, for the next one to go on from. */
    private static final Path CORPUS = Path.of("target/fuzz");

    @Test
    void fastTierReadsEachLineAsTheSlowTierDoes() throws Exception {
        search(
                TierFuzz.class,
                600,
                seeds -> {
                    split(seeds, 1, new byte[0]);
                    writeShaped(seeds);
                });
    }

    @Test
    void reportsAreThoseOfTheLibraryHoweverTheLogIsCutAndAddedUp() throws Exception {
        search(ReportFuzz.class, 2_000, seeds -> split(seeds, 6, new byte[] {31, 7}));
    }

    private static void search(Class<?> target, int maxBytes, Consumer<Path> seeder)
            throws Exception {
        Path corpus = Files.createDirectories(CORPUS.resolve(target.getSimpleName()));
        Path seeds = Files.createDirectories(CORPUS.resolve(target.getSimpleName() + "-seeds"));
        Path found = FOUND.resolve(target.getSimpleName());
        seeder.accept(seeds);
        Path log = CORPUS.resolve(target.getSimpleName() + ".log");
        Process fuzzer =
                new ProcessBuilder(command(target, maxBytes, corpus, seeds, found))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(fuzzer.waitFor(SECONDS + 600L, TimeUnit.SECONDS)).as("has ended").isTrue();
            assertThat(fuzzer.exitValue()).as("see %s", log).isZero();
        } finally {
            fuzzer.destroyForcibly().waitFor();
        }
        assertThat(log).content().containsPattern("Done [1-9]\\d* runs");
    }

    private static List<String> command(
            Class<?> target, int maxBytes, Path corpus, Path seeds, Path found) {
        String classes = System.getProperty("surefire.test.class.path");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                // Of a short search, the best compiler takes most of the time.
                                "-XX:TieredStopAtLevel=" + (SECONDS < 60 ? 1 : 4),
                                "-cp",
                                classes == null ? System.getProperty("java.class.path") : classes,
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.getName(),
                                "--instrumentation_includes=io.customerreport.**",
                                "--reproducer_path=" + CORPUS,
                                "-artifact_prefix=" + CORPUS + "/" + target.getSimpleName() + "-",
                                "-dict=" + FOUND.resolve("payments.dict"),
                                "-max_len=" + maxBytes,
                                "-max_total_time=" + SECONDS,
                                corpus.toString(),
                                seeds.toString()));
        if (Files.isDirectory(found)) {
            command.add(found.toString());
        }
        return command;
    }

    /** Ordinary and hostile lines to start from. */
    private static void split(Path folder, int linesPerSeed, byte[] header) {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = 300;
        options.customers = 20;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes(new PaymentLogGenerator(options).toByteArray());
        try {
            new HostileLog(1).writeTo(log, 700);
            write(log.toByteArray(), folder, linesPerSeed, header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(byte[] log, Path folder, int linesPerSeed, byte[] header)
            throws IOException {
        int lines = 0;
        int start = 0;
        for (int i = 0; i < log.length; i++) {
            if (log[i] == '\n' && ++lines % linesPerSeed == 0) {
                ByteArrayOutputStream seed = new ByteArrayOutputStream();
                seed.writeBytes(header);
                seed.writeBytes(Arrays.copyOfRange(log, start, i));
                Files.write(folder.resolve(Integer.toString(lines)), seed.toByteArray());
                start = i + 1;
            }
        }
    }

    /** Lines of other shapes, each with the rules that fit it. */
    private static void writeShaped(Path folder) {
        try {
            for (short number = 0; number < 100; number++) {
                Files.write(folder.resolve("shaped-" + number), TierFuzz.shapedInput(number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a fuzzer, so that a finding is met in seconds, and in a debugger. */
    @Test
    void whatWasFoundOnceHoldsNow() throws Exception {
        for (byte[] line : found(TierFuzz.class)) {
            TierFuzz.fuzzerTestOneInput(line);
        }
        for (byte[] log : found(ReportFuzz.class)) {
            ReportFuzz.fuzzerTestOneInput(log);
        }
    }

    private static List<byte[]> found(Class<?> target) throws IOException {
        Path folder = FOUND.resolve(target.getSimpleName());
        List<byte[]> inputs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }
}
