package io.customerreport.generate;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code generate-log}: a made-up payment log into a file or to standard output. */
@Command(
        name = "generate-log",
        sortOptions = false,
        description = "Writes a made-up NDJSON payment log, the same for the same options.")
public final class GenerateLog implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    @Mixin private PaymentLogOptions options = new PaymentLogOptions();

    @Option(
            names = "--hostile",
            description =
                    "Write lines meant to break a parser instead; only --events and --seed apply.")
    private boolean hostile;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write (default: standard output). An existing file is lost.")
    private @Nullable Path output;

    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    private boolean help;

    private final PrintWriter err;

    GenerateLog(PrintWriter err) {
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.err, true), arguments));
    }

    /** Returns the exit status: 0, 1 for a failed write, 2 for refused options. */
    static int run(PrintWriter err, String... arguments) {
        CommandLine command = new CommandLine(new GenerateLog(err));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler(
                (refusal, all) -> {
                    err.println("generate-log: " + refusal.getMessage());
                    return REFUSED;
                });
        return command.execute(arguments);
    }

    @Override
    public Integer call() {
        try {
            options.check();
        } catch (IllegalArgumentException e) {
            err.println("generate-log: " + e.getMessage());
            return REFUSED;
        }
        try (OutputStream out = open()) {
            if (hostile) {
                new HostileLog(options.seed).writeTo(out, options.events);
            } else {
                new PaymentLogGenerator(options).writeTo(out);
            }
            return 0;
        } catch (IOException e) {
            String target = output == null ? "standard output" : output.toString();
            err.println("generate-log: cannot write " + target + " (" + e + ").");
            return FAILED;
        }
    }

    private OutputStream open() throws IOException {
        return output == null
                ? new FileOutputStream(FileDescriptor.out)
                : Files.newOutputStream(output);
    }
}
