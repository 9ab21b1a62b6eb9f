package io.customerreport.cli.console;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on the last line of a terminal; it is wiped away at the end. */
final class ProgressOnTerminal implements ProgressDisplay {

    private static final long MB = 1_000_000;
    private static final long KB = 1_000;

    private final ProgressBar bar;
    private final LastLine line;

    /**
     * @param first where the bar starts; it goes on from the time that has passed already
     */
    ProgressOnTerminal(PrintStream out, Terminal terminal, JobProgress first) {
        long totalBytes = first.totalBytes();
        boolean large = totalBytes < 0 || totalBytes >= 10 * MB;
        line = new LastLine(out, terminal.columns());
        bar =
                new ProgressBarBuilder()
                        .setTaskName("")
                        .setInitialMax(totalBytes)
                        .startsFrom(0, first.elapsed())
                        .setUnit(large ? " MB" : " kB", large ? MB : KB)
                        .hideEta()
                        .setStyle(
                                terminal.isUnicode()
                                        ? ProgressBarStyle.UNICODE_BLOCK
                                        : ProgressBarStyle.ASCII)
                        .setConsumer(line)
                        .continuousUpdate()
                        .build();
    }

    @Override
    public void show(JobProgress progress) {
        bar.setExtraMessage(progress.pace());
        bar.stepTo(progress.isAllRead() ? progress.totalBytes() : progress.bytes());
    }

    @Override
    public void close() {
        bar.close();
        // The bar itself would not, if it is closed before it was drawn.
        line.clear();
    }

    /** Rewrites one line, with nothing but carriage returns and blanks. */
    private static final class LastLine implements ProgressBarConsumer {

        private final PrintStream out;
        private final int columns;
        private int shown;

        LastLine(PrintStream out, int columns) {
            this.out = out;
            this.columns = columns;
        }

        @Override
        public int getMaxRenderedLength() {
            // In the last column many terminals go on to the next line.
            return columns - 1;
        }

        @Override
        public synchronized void accept(String text) {
            String line = text.stripTrailing();
            out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            out.flush();
            shown = line.length();
        }

        @Override
        public synchronized void clear() {
            accept("");
            out.print('\r');
            out.flush();
        }

        @Override
        public void close() {}
    }
}
