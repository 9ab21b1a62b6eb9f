package io.customerreport.cli.options;

import io.customerreport.job.Given;
import io.customerreport.job.RejectLimit;
import io.customerreport.job.UsageException;
import io.customerreport.parse.EventRules;
import io.customerreport.source.read.LineBlockFormat;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Converts the values of single options; each refusal names the option and the value. */
public final class OptionValues {

    /** Flink's own limit: the largest number of key groups. */
    public static final int LARGEST_PARALLELISM = 1 << 15;

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern SIZE = Pattern.compile("([0-9]+) ?(|b|[kmg](i?b)?)");
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]+(\\.[0-9]+)?) ?%");

    private OptionValues() {}

    /** What may be given once, if it was given. */
    static @Nullable Given once(String option, List<String> values) throws UsageException {
        if (values.size() > 1) {
            throw new UsageException(
                    "%s is given more than once: '%s' and '%s'"
                            .formatted(option, values.get(0), values.get(1)));
        }
        return values.isEmpty() ? null : new Given(option, values.get(0));
    }

    static Given name(Given given) throws UsageException {
        if (given.value().isBlank()) {
            throw given.refused("names nothing");
        }
        return given;
    }

    static long unixSeconds(Given given) throws UsageException {
        String value = given.value();
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw given.refused("is not a whole number of unix seconds");
        }
        BigDecimal seconds = new BigDecimal(value);
        if (seconds.compareTo(BigDecimal.valueOf(EventRules.MAX_NOW_TS)) > 0) {
            throw given.refused(
                    "lies beyond %s, the end of the year 9999".formatted(EventRules.MAX_NOW_TS));
        }
        // Before that all events lie in the future, as they do at 0: no event has ts <= 0.
        return seconds.max(BigDecimal.valueOf(Long.MIN_VALUE)).longValueExact();
    }

    /** Unix seconds, or a day for its first second in UTC. */
    static long time(Given given) throws UsageException {
        String value = given.value();
        if (WHOLE_NUMBER.matcher(value).matches()) {
            return unixSeconds(given);
        }
        try {
            if (DAY.matcher(value).matches()) {
                return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            }
        } catch (DateTimeException e) {
            // Such as the 30th of February.
        }
        throw given.refused("is neither a day such as 2026-01-31 nor unix seconds");
    }

    /** One of several, by their spelling. */
    static <E extends Enum<E>> E choice(Given given, E[] choices) throws UsageException {
        for (E choice : choices) {
            if (choice.toString().equals(given.value())) {
                return choice;
            }
        }
        throw given.refused(
                Arrays.stream(choices)
                        .map(Enum::toString)
                        .collect(Collectors.joining(" nor ", "is neither ", "")));
    }

    /** For {@code --parallelism}, and for the setting of Flink that means the same. */
    public static int parallelism(Given given) throws UsageException {
        String value = given.value();
        if (value.matches("[0-9]{1,9}")) {
            int parallelism = Integer.parseInt(value);
            if (parallelism >= 1 && parallelism <= LARGEST_PARALLELISM) {
                return parallelism;
            }
        }
        throw given.refused("is not a whole number from 1 to " + LARGEST_PARALLELISM);
    }

    static int snapshots(Given given) throws UsageException {
        if (!given.value().matches("[1-9][0-9]{0,5}")) {
            throw given.refused("is not a whole number from 1 to 999999");
        }
        return Integer.parseInt(given.value());
    }

    static int lineBytes(Given given) throws UsageException {
        String value = given.value();
        Matcher size = SIZE.matcher(value.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw given.refused("is not a size such as 65536, 512k, 64MiB or 1g");
        }
        String unit = size.group(2);
        int shift = unit.isEmpty() ? 0 : 10 * "bkmg".indexOf(unit.charAt(0));
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << shift));
        if (bytes.signum() == 0
                || bytes.compareTo(BigDecimal.valueOf(LineBlockFormat.LARGEST_LIMIT)) > 0) {
            throw given.refused("is not from 1 byte to 1 GiB");
        }
        return bytes.intValueExact();
    }

    /** A number alone is refused: Flink would take it for milliseconds, and people for seconds. */
    static Duration duration(Given given) throws UsageException {
        String value = given.value();
        Duration duration;
        try {
            if (WHOLE_NUMBER.matcher(value.strip()).matches()) {
                throw new IllegalArgumentException("no unit");
            }
            duration = TimeUtils.parseDuration(value);
        } catch (IllegalArgumentException e) {
            throw given.refused("is not a duration such as 500ms, 10s, 1m, 1h or PT10S");
        }
        if (duration.compareTo(SHORTEST_INTERVAL) < 0 || duration.compareTo(LONGEST_INTERVAL) > 0) {
            throw given.refused("is not from 10ms to 365d");
        }
        return duration;
    }

    static RejectLimit rejectLimit(Given given) throws UsageException {
        String value = given.value();
        Matcher percentage = PERCENTAGE.matcher(value);
        if (percentage.matches()) {
            BigDecimal percent = new BigDecimal(percentage.group(1));
            if (percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return RejectLimit.percent(percent);
            }
        } else if (value.matches("[0-9]{1,18}")) {
            return RejectLimit.count(Long.parseLong(value));
        }
        throw given.refused("is neither a number of lines nor a percentage from 0% to 100%");
    }

    /** The empty text is the empty set, which keeps no event at all. */
    static Set<String> eventTypes(Given given) throws UsageException {
        String value = given.value();
        Set<String> types = new LinkedHashSet<>();
        if (value.isEmpty()) {
            return types;
        }
        for (String type : value.split(",", -1)) {
            String name = stripBlanks(type);
            if (name.isEmpty()) {
                throw given.refused("holds an empty name");
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
                throw new Given("-D", setting).refused("is not KEY=VALUE");
            }
            String key = setting.substring(0, equals);
            if (byKey.put(key, setting.substring(equals + 1)) != null) {
                throw new Given("-D", setting).refused("sets " + key + " a second time");
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
