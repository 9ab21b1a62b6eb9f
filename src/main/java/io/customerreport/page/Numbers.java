package io.customerreport.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the page spells counts, US dollars, shares, bytes and dates: the same way everywhere. */
final class Numbers {

    private static final String MINUS = "−";
    private static final double CENT = 0.01;

    /** Cents are left out from here on: a double is certain of 15 digits only. */
    private static final double MAX_WITH_CENTS = 1e13;

    private static final int DIGITS_OF_EXPONENT_FORM = 6;
    private static final int DIGITS_OF_SHORT_FORM = 2;
    private static final String[] THOUSANDS = {"", "k", "M", "B", "T"};
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final double THOUSAND = 1_000;
    private static final double FACTOR_IN_WORDS = 10;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

    private Numbers() {}

    /** Such as 1,234,567. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count and its noun, such as "1 customer" and "2 customers". */
    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Such as 1,234.5, with as many decimals as asked for. */
    static String decimal(double number, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    /**
     * An amount as the page shows it: what rounds to no cent is zero, such as the 5.7e-14 that
     * remain of 324.71 and 181.51 after a refund of 506.22.
     */
    static double shown(double amount) {
        return Math.abs(amount) <= CENT / 2 ? 0.0 : amount;
    }

    /** Such as $1,234.50, −$0.20, $0.00 or $1.23457e20; what is not finite in words. */
    static String usd(double amount) {
        if (!Double.isFinite(amount)) {
            return notFinite(amount);
        }
        double magnitude = Math.abs(shown(amount));
        return sign(shown(amount))
                + (magnitude < MAX_WITH_CENTS
                        ? String.format(Locale.ROOT, "%,.2f", exactCents(magnitude))
                        : exponentForm(magnitude, DIGITS_OF_EXPONENT_FORM));
    }

    private static BigDecimal exactCents(double magnitude) {
        return new BigDecimal(magnitude).setScale(2, RoundingMode.HALF_EVEN);
    }

    /** For axes and bounds, such as $0.00, $0.05, $250, $1.5k or $20M. */
    static String shortUsd(double amount) {
        return shown(amount) == 0 ? usd(0) : sign(amount) + shortNumber(Math.abs(amount));
    }

    /** For axes, such as 250, 1.5k or 20M. */
    static String shortCount(double count) {
        return (count < 0 ? MINUS : "") + shortNumber(Math.abs(count));
    }

    private static String shortNumber(double magnitude) {
        if (magnitude != 0 && (magnitude < CENT / THOUSAND || magnitude >= 1e15)) {
            return exponentForm(magnitude, DIGITS_OF_SHORT_FORM);
        }
        int unit = 0;
        double number = magnitude;
        while (number >= THOUSAND && unit < THOUSANDS.length - 1) {
            number /= THOUSAND;
            unit++;
        }
        return plain(number) + THOUSANDS[unit];
    }

    private static String plain(double number) {
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String exponentForm(double magnitude, int digits) {
        BigDecimal rounded =
                new BigDecimal(magnitude)
                        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).toPlainString()
                + "e"
                + (exponent < 0 ? MINUS : "")
                + Math.abs(exponent);
    }

    private static String sign(double amount) {
        return amount < 0 ? MINUS + "$" : "$";
    }

    private static String notFinite(double amount) {
        return Double.isNaN(amount) ? "NaN" : amount > 0 ? "Infinity" : MINUS + "Infinity";
    }

    /** A share such as 12.3%, which is 0% or 100% only if it is exactly that. */
    static String percent(double part, double whole) {
        if (part == whole) {
            return "100%";
        }
        double share = part * 100 / whole;
        if (share > 0 && share < 0.1) {
            return "under 0.1%";
        }
        return share > 99.9 ? "over 99.9%" : share == 0 ? "0%" : decimal(share, 1) + "%";
    }

    /** Such as +3.1%, −20.0% or 12.5 times; {@code before} is above zero. */
    static String change(double before, double now) {
        double factor = now / before;
        if (factor >= FACTOR_IN_WORDS) {
            return decimal(factor, 1) + " times as much";
        }
        String percent = decimal(Math.abs(factor - 1) * 100, 1) + "%";
        return percent.equals("0.0%") ? "unchanged" : (factor > 1 ? "+" : MINUS) + percent;
    }

    /** Such as 553 kB, in powers of 1,000. */
    static String bytes(long bytes) {
        int unit = 0;
        double number = bytes;
        while (number >= THOUSAND && unit < BYTES.length - 1) {
            number /= THOUSAND;
            unit++;
        }
        return plain(number) + " " + BYTES[unit];
    }

    /** Such as 1 Feb 2025, 09:30 UTC. */
    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** Such as 1 Feb 2025. */
    static String day(int epochDay) {
        return DAY.format(LocalDate.ofEpochDay(epochDay));
    }

    /** Such as 1 Feb. */
    static String dayOfYear(int epochDay) {
        return DAY_OF_YEAR.format(LocalDate.ofEpochDay(epochDay));
    }

    /** Such as Feb 2025. */
    static String month(int epochDay) {
        return MONTH.format(LocalDate.ofEpochDay(epochDay));
    }

    /** Such as 2025. */
    static String year(int epochDay) {
        return Integer.toString(LocalDate.ofEpochDay(epochDay).getYear());
    }
}
