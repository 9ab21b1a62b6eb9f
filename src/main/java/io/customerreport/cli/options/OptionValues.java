package io.customerreport.cli.options;

import io.customerreport.job.RejectLimit;
import io.customerreport.job.ReportFormat;
import io.customerreport.job.Summation;
import io.customerreport.job.UsageException;
import io.customerreport.parse.EventRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.TimeUtils;

/** Converts the values of single options; each refusal names the option and the value. */
public final class OptionValues {

    /** A line is held in one array, together with what a reader keeps around it. */
    private static final int LARGEST_LINE = 1 << 30;

    /** Flink's own limit: the largest number of key groups. */
    public static final int LARGEST_PARALLELISM = 1 << 15;

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern SIZE = Pattern.compile("([0-9]+) ?(|b|[kmg](i?b)?)");
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]+(\\.[0-9]+)?) ?%");

    private OptionValues() {}

    static long unixSeconds(String value) throws UsageException {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw new UsageException("--now '" + value + "' is not a whole number of unix seconds");
        }
        BigDecimal seconds = new BigDecimal(value);
        if (seconds.compareTo(BigDecimal.valueOf(EventRules.MAX_NOW_TS)) > 0) {
            throw new UsageException(
                    "--now '%s' lies beyond %s, the end of the year 9999"
                            .formatted(value, EventRules.MAX_NOW_TS));
        }
        // Before that all events lie in the future, as they do at 0: no event has ts <= 0.
        return seconds.max(BigDecimal.valueOf(Long.MIN_VALUE)).longValueExact();
    }

    static Summation summation(String value) throws UsageException {
        return switch (value) {
            case "exact" -> Summation.EXACT;
            case "sequential" -> Summation.SEQUENTIAL;
            default ->
                    throw new UsageException(
                            "--summation '" + value + "' is neither exact nor sequential");
        };
    }

    static ReportFormat format(String value) throws UsageException {
        return switch (value) {
            case "ndjson" -> ReportFormat.NDJSON;
            case "json" -> ReportFormat.JSON;
            default ->
                    throw new UsageException("--format '" + value + "' is neither ndjson nor json");
        };
    }

    static boolean skipCorruptFiles(String value) throws UsageException {
        return switch (value) {
            case "fail" -> false;
            case "skip" -> true;
            default ->
                    throw new UsageException(
                            "--on-corrupt '" + value + "' is neither fail nor skip");
        };
    }

    /** For {@code --parallelism}, and for the setting of Flink that means the same. */
    public static int parallelism(String option, String value) throws UsageException {
        if (value.matches("[0-9]{1,9}")) {
            int parallelism = Integer.parseInt(value);
            if (parallelism >= 1 && parallelism <= LARGEST_PARALLELISM) {
                return parallelism;
            }
        }
        throw new UsageException(
                "%s '%s' is not a whole number from 1 to %s"
                        .formatted(option, value, LARGEST_PARALLELISM));
    }

    static int lineBytes(String value) throws UsageException {
        Matcher size = SIZE.matcher(value.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new UsageException(
                    "--max-line-bytes '"
                            + value
                            + "' is not a size such as 65536, 512k, 64MiB or 1g");
        }
        String unit = size.group(2);
        int shift = unit.isEmpty() ? 0 : 10 * "bkmg".indexOf(unit.charAt(0));
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << shift));
        if (bytes.signum() == 0 || bytes.compareTo(BigDecimal.valueOf(LARGEST_LINE)) > 0) {
            throw new UsageException(
                    "--max-line-bytes '" + value + "' is not from 1 byte to 1 GiB");
        }
        return bytes.intValueExact();
    }

    /** A number alone is refused: Flink would take it for milliseconds, and people for seconds. */
    static Duration duration(String option, String value) throws UsageException {
        Duration duration;
        try {
            if (WHOLE_NUMBER.matcher(value.strip()).matches()) {
                throw new IllegalArgumentException("no unit");
            }
            duration = TimeUtils.parseDuration(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "%s '%s' is not a duration such as 500ms, 10s, 1m, 1h or PT10S"
                            .formatted(option, value));
        }
        if (duration.compareTo(SHORTEST_INTERVAL) < 0 || duration.compareTo(LONGEST_INTERVAL) > 0) {
            throw new UsageException("%s '%s' is not from 10ms to 365d".formatted(option, value));
        }
        return duration;
    }

    static RejectLimit rejectLimit(String value) throws UsageException {
        Matcher percentage = PERCENTAGE.matcher(value);
        if (percentage.matches()) {
            BigDecimal percent = new BigDecimal(percentage.group(1));
            if (percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return RejectLimit.percent(percent);
            }
        } else if (value.matches("[0-9]{1,18}")) {
            return RejectLimit.count(Long.parseLong(value));
        }
        throw new UsageException(
                "--max-rejects '"
                        + value
                        + "' is neither a number of lines nor a percentage from 0% to 100%");
    }

    /** The empty text is the empty set, which keeps no event at all. */
    static Set<String> eventTypes(String value) throws UsageException {
        Set<String> types = new LinkedHashSet<>();
        if (value.isEmpty()) {
            return types;
        }
        for (String type : value.split(",", -1)) {
            String name = stripBlanks(type);
            if (name.isEmpty()) {
                throw new UsageException("--event-types '" + value + "' holds an empty name");
            }
            types.add(name);
        }
        return types;
    }

    static Map<String, String> flinkSettings(List<String> settings) throws UsageException {
        Map<String, String> byKey = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("-D '" + setting + "' is not KEY=VALUE");
            }
            String key = setting.substring(0, equals);
            if (byKey.put(key, setting.substring(equals + 1)) != null) {
                throw new UsageException("-D '" + setting + "' sets " + key + " a second time");
            }
        }
        return byKey;
    }

    /** Without the ASCII spaces and tabs around it; other white space is part of a name. */
    static String stripBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
