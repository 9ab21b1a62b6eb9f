package io.customerreport.parse;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the date-times of RFC 3339, and no other spelling of ISO 8601.
 *
 * <p>A fraction of a second is dropped, an absent offset is UTC, {@code T} and {@code Z} may be
 * lower case and {@code T} a blank, as the RFC allows. A leap second does not convert.
 */
final class Rfc3339 {

    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})"
                            + "(?:\\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))?");

    private Rfc3339() {}

    /**
     * @param text absent for what is no text
     * @return unix seconds
     * @throws NumberFormatException if it is no date-time
     */
    static long seconds(@Nullable String text) {
        Matcher parts = text == null ? null : DATE_TIME.matcher(text);
        if (parts == null || !parts.matches() || number(parts, 1) == 0) {
            throw new NumberFormatException("no date-time of RFC 3339: " + text);
        }
        try {
            long local =
                    LocalDateTime.of(
                                    number(parts, 1),
                                    number(parts, 2),
                                    number(parts, 3),
                                    number(parts, 4),
                                    number(parts, 5),
                                    number(parts, 6))
                            .toEpochSecond(ZoneOffset.UTC);
            return local - offset(parts);
        } catch (DateTimeException e) {
            throw new NumberFormatException("no date-time of RFC 3339: " + text);
        }
    }

    private static long offset(Matcher parts) {
        if (parts.group(7) == null) {
            return 0;
        }
        int hours = number(parts, 8);
        int minutes = number(parts, 9);
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("no offset");
        }
        int seconds = hours * 3_600 + minutes * 60;
        return parts.group(7).equals("-") ? -seconds : seconds;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
