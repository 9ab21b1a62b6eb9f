package io.customerreport.cli.output;

import io.customerreport.cli.files.LinkedFile;
import io.customerreport.cli.process.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Writes results to streams, and says so when it waits for somebody to read them; meanwhile the
 * process may be told to end.
 *
 * @param say where the user reads sentences
 * @param end lets the run be ended while it waits
 */
public record StreamWriter(Consumer<String> say, Interruption end) {

    /** Whoever reads already has done so by then. */
    private static final Patience UNSAID = new Patience(Duration.ofSeconds(1));

    /** For runs that nobody ends in order. */
    public static StreamWriter of(Consumer<String> say) {
        return new StreamWriter(say, new Interruption() {});
    }

    /**
     * Returns when all is written, or when whoever read a pipe has gone: what nobody wants to read
     * is no reason to fail.
     *
     * @param name how the user named the stream
     */
    void write(LinkedFile stream, String name, byte[] text) throws IOException {
        FutureTask<Void> writing =
                new FutureTask<>(
                        () -> {
                            stream.append(text);
                            return null;
                        });
        // Nothing interrupts a thread that opens a pipe, so it is one that the run can do without.
        Thread thread = new Thread(writing, "customer-report-stream");
        thread.setDaemon(true);
        end.allow();
        thread.start();
        try {
            await(writing, name);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException failure)) {
                throw new IOException(e.getCause());
            }
            if (!stream.isPipe()) {
                throw failure;
            }
            say.accept(name + " was not read to its end; the result stays");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing " + name, e);
        } finally {
            end.forbid();
        }
    }

    private void await(FutureTask<Void> writing, String name)
            throws InterruptedException, ExecutionException {
        try {
            UNSAID.get(writing);
        } catch (TimeoutException e) {
            say.accept(
                    "waiting for somebody to read "
                            + name
                            + "; Ctrl-C ends the run without a result");
            writing.get();
        }
    }

    /** Whoever ends a run in order. */
    public interface Interruption {

        /** From now on the run may be ended at any time. */
        default void allow() {}

        /** The run goes on; does not return if it was ended. */
        default void forbid() {}
    }
}
