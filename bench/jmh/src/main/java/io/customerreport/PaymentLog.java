package io.customerreport;

import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.source.block.LineBlock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A log in memory, as a block holds it: whole lines in {@code bytes[0, end)}, then padding.
 *
 * <p>Either made up, of one kind of line, or the first {@value #MAX_FILE_BYTES} bytes of a file.
 */
public final class PaymentLog {

    private static final int EVENTS = 60_000;
    private static final int MAX_FILE_BYTES = 300_000_000;

    public final byte[] bytes;
    public final int end;

    private PaymentLog(byte[] lines, int length) {
        bytes = Arrays.copyOf(lines, length + LineBlock.PADDING);
        end = length;
    }

    /**
     * A log by its name.
     *
     * @param name {@code ordinary}: what the generator makes, but for lines that no report can use;
     *     the name of a {@link LineRewriting}: ordinary lines rewritten; else a file's path
     */
    public static PaymentLog named(String name) {
        if (name.equals("ordinary")) {
            return generated(options(EVENTS));
        }
        for (LineRewriting rewriting : LineRewriting.values()) {
            if (rewriting.name().equalsIgnoreCase(name)) {
                return rewritten(rewriting);
            }
        }
        return read(Path.of(name));
    }

    /** The generator's options for lines that are all accepted. */
    public static PaymentLogOptions options(int events) {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = events;
        options.malformed = 0;
        return options;
    }

    public static PaymentLog generated(PaymentLogOptions options) {
        byte[] lines = new PaymentLogGenerator(options).toByteArray();
        return new PaymentLog(lines, lines.length);
    }

    private static PaymentLog rewritten(LineRewriting rewriting) {
        PaymentLogOptions options = options(EVENTS);
        options.permuted = 0;
        options.spaced = rewriting == LineRewriting.SPACED ? 1 : 0;
        byte[] lines = new PaymentLogGenerator(options).toByteArray();
        StringBuilder log = new StringBuilder();
        int number = 0;
        for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
            log.append(rewriting.rewrite(line, number++)).append('\n');
        }
        byte[] rewritten = log.toString().getBytes(StandardCharsets.UTF_8);
        return new PaymentLog(rewritten, rewritten.length);
    }

    private static PaymentLog read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] lines = in.readNBytes(MAX_FILE_BYTES);
            int length = lines.length;
            while (length > 0 && lines[length - 1] != '\n') {
                length--;
            }
            return new PaymentLog(lines, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
