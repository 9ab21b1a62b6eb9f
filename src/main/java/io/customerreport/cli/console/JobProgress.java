package io.customerreport.cli.console;

import io.customerreport.count.RunCounters;
import io.customerreport.job.JobCounts;
import io.customerreport.job.PreparedJob;
import io.customerreport.parse.LineOutcome;
import java.time.Duration;
import java.util.Locale;

/**
 * How far a running job has come, for people to read.
 *
 * <p>Its counters come from many tasks and not from one instant, so they need not add up.
 *
 * @param bytes what is read of the input as it is stored, so compressed files count compressed
 * @param totalBytes the size of the input, {@link PreparedJob#UNKNOWN_BYTES} if it has no end
 * @param events accepted ones
 * @param customers whose reports are written
 * @param elapsed since the job was submitted
 */
public record JobProgress(
        long bytes, long totalBytes, long events, long rejects, long customers, Duration elapsed) {

    private static final double BYTES_PER_MB = 1e6;

    public static JobProgress of(JobCounts counts, long totalBytes, Duration elapsed) {
        return new JobProgress(
                counts.count(RunCounters.STORED_BYTES),
                totalBytes,
                counts.count(LineOutcome.ACCEPTED),
                counts.rejects(),
                counts.count(RunCounters.CUSTOMERS),
                elapsed);
    }

    boolean isAllRead() {
        return totalBytes != PreparedJob.UNKNOWN_BYTES && bytes >= totalBytes;
    }

    /** Such as {@code 604 of 1,408 MB (42%), 3 s left, 905k events/s, 11 rejects}. */
    public String sentence() {
        return volume() + ", " + pace();
    }

    /** The sentence without what a bar shows. */
    String pace() {
        String rejected = ", " + amount(rejects) + (rejects == 1 ? " reject" : " rejects");
        if (isAllRead()) {
            return "writing, " + amount(customers) + " customers" + rejected;
        }
        String left =
                totalBytes == PreparedJob.UNKNOWN_BYTES || bytes == 0 ? "" : timeLeft() + " left, ";
        return left + amount(perSecond()) + " events/s" + rejected;
    }

    private String volume() {
        return totalBytes == PreparedJob.UNKNOWN_BYTES
                ? String.format(Locale.ROOT, "%,.0f MB", bytes / BYTES_PER_MB)
                : String.format(
                        Locale.ROOT,
                        "%,.0f of %,.0f MB (%d%%)",
                        Math.min(bytes, totalBytes) / BYTES_PER_MB,
                        totalBytes / BYTES_PER_MB,
                        isAllRead() ? 100 : bytes * 100 / totalBytes);
    }

    private long perSecond() {
        return events * 1000 / Math.max(1, elapsed.toMillis());
    }

    /** The time left if the rest takes as long, byte for byte, as what was read. */
    private String timeLeft() {
        long seconds = Math.round(elapsed.toMillis() / 1e3 * (totalBytes - bytes) / bytes);
        return seconds < 60
                ? Math.max(1, seconds) + " s"
                : seconds < 3600
                        ? "%s min %s s".formatted(seconds / 60, seconds % 60)
                        : "%s h %s min".formatted(seconds / 3600, seconds / 60 % 60);
    }

    /** Whole up to four digits, else in at most four characters up to a million millions. */
    private static String amount(long count) {
        if (count < 10_000) {
            return String.format(Locale.ROOT, "%,d", count);
        }
        String[] units = {"", "k", "M", "G"};
        int unit = 0;
        double shown = count;
        while (shown >= 999.5 && unit < units.length - 1) {
            shown /= 1000;
            unit++;
        }
        String format = unit > 0 && shown < 9.95 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, shown) + units[unit];
    }
}
