package io.customerreport.generate;

import picocli.CommandLine.Option;

/** What a generated payment log looks like; equal options give equal bytes. */
public final class PaymentLogOptions {

    /** The last second of the year 9999. */
    private static final long MAX_TS = 253_402_300_799L;

    private static final long MAX_EVENTS = 999_999_999_999L;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Lines to write (default: ${DEFAULT-VALUE}).")
    public long events = 1_000_000;

    @Option(
            names = "--customers",
            paramLabel = "N",
            description =
                    "Distinct customers to draw from (default: ${DEFAULT-VALUE}). With a skew, the"
                            + " rarest of them may not appear.")
    public int customers = 50_000;

    @Option(
            names = "--skew",
            paramLabel = "S",
            description =
                    "Zipf exponent of the customers' activity: 0 is uniform, 1.1 gives the most"
                            + " active one several percent of all events (default:"
                            + " ${DEFAULT-VALUE}).")
    public double skew = 1.1;

    @Option(
            names = "--hot-share",
            paramLabel = "SHARE",
            description =
                    "Share of events that one customer has before all others get theirs (default:"
                            + " ${DEFAULT-VALUE}).")
    public double hotShare;

    @Option(
            names = "--event-types",
            paramLabel = "N",
            description =
                    "Distinct event types, checkout always among them (default:"
                            + " ${DEFAULT-VALUE}).")
    public int eventTypes = 9;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Calendar days that the log spans (default: ${DEFAULT-VALUE}).")
    public int days = 90;

    @Option(
            names = "--start",
            paramLabel = "TS",
            description =
                    "Unix seconds of the first event (default: ${DEFAULT-VALUE}, the beginning of"
                            + " 2025).")
    public long start = 1_735_689_600L;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            description =
                    "Share of lines that no report can use, from 0 to 1 (default:"
                            + " ${DEFAULT-VALUE}).")
    public double malformed = 0.001;

    @Option(
            names = "--spaced",
            paramLabel = "SHARE",
            description =
                    "Share of lines with a space after each colon and comma (default:"
                            + " ${DEFAULT-VALUE}).")
    public double spaced = 0.02;

    @Option(
            names = "--permuted",
            paramLabel = "SHARE",
            description =
                    "Share of lines with their fields in another order (default:"
                            + " ${DEFAULT-VALUE}).")
    public double permuted = 0.01;

    @Option(
            names = "--non-ascii",
            paramLabel = "SHARE",
            description =
                    "Share of lines with text beyond ASCII in them, as UTF-8 or escaped (default:"
                            + " ${DEFAULT-VALUE}).")
    public double nonAscii = 0.05;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description =
                    "What events look like: plain, provider (nested, about 1 kB, minor units) or"
                            + " application (nested, ISO 8601 times) (default: ${DEFAULT-VALUE}). Of the"
                            + " shares, only --malformed and --non-ascii count for the last two.")
    public LogShape shape = LogShape.PLAIN;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed gives another log (default: ${DEFAULT-VALUE}).")
    public long seed = 1;

    /**
     * Throws with one sentence that names the option and the value.
     *
     * @throws IllegalArgumentException if a value lies outside its range
     */
    void check() {
        between("--events", events, 0, MAX_EVENTS);
        between("--customers", customers, 1, Integer.MAX_VALUE);
        realBetween("--skew", skew, 0, 10);
        realBetween("--hot-share", hotShare, 0, 1);
        between("--event-types", eventTypes, 1, 1_000);
        between("--days", days, 1, 36_500);
        between("--start", start, 1, MAX_TS - 86_400L * days);
        realBetween("--malformed", malformed, 0, 1);
        realBetween("--spaced", spaced, 0, 1);
        realBetween("--permuted", permuted, 0, 1);
        realBetween("--non-ascii", nonAscii, 0, 1);
    }

    private static void between(String option, long value, long least, long most) {
        require(value >= least && value <= most, option, value, least, most);
    }

    private static void realBetween(String option, double value, int least, int most) {
        require(value >= least && value <= most, option, value, least, most);
    }

    private static void require(boolean met, String option, Object value, long least, long most) {
        if (!met) {
            throw new IllegalArgumentException(
                    option + " " + value + " is not between " + least + " and " + most + ".");
        }
    }
}
