package io.customerreport.parse;

import static io.customerreport.parse.JsonScanner.DECLINED;
import static io.customerreport.parse.JsonScanner.isDigit;

/**
 * Reads the date-times of {@link Rfc3339} from the bytes of a JSON string, or declines.
 *
 * <p>Whatever it declines is for the slow tier, which tells what is no date-time.
 */
final class DateTimeReader {

    private static final int NOT_A_NUMBER = -1;

    private static final int[] DAYS_OF_MONTH = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private long seconds;

    /** The unix seconds last read. */
    long seconds() {
        return seconds;
    }

    /**
     * Reads the string whose first character is at {@code at}; returns the index after its closing
     * quote, or declines.
     */
    int read(byte[] b, int at) {
        // Each byte is checked before the next is looked at, so that no read passes the line's end.
        int century = twoDigits(b, at);
        int yearOfCentury = century < 0 ? NOT_A_NUMBER : twoDigits(b, at + 2);
        int month = yearOfCentury < 0 || b[at + 4] != '-' ? NOT_A_NUMBER : twoDigits(b, at + 5);
        int day = month < 0 || b[at + 7] != '-' ? NOT_A_NUMBER : twoDigits(b, at + 8);
        int hour = day < 0 || !isSeparator(b[at + 10]) ? NOT_A_NUMBER : twoDigits(b, at + 11);
        int minute = hour < 0 || b[at + 13] != ':' ? NOT_A_NUMBER : twoDigits(b, at + 14);
        int second = minute < 0 || b[at + 16] != ':' ? NOT_A_NUMBER : twoDigits(b, at + 17);
        if (second < 0 || second > 59 || minute > 59 || hour > 23) {
            return DECLINED;
        }
        int year = century * 100 + yearOfCentury;
        if (!isDate(year, month, day)) {
            return DECLINED;
        }
        seconds = epochDay(year, month, day) * 86_400L + hour * 3_600 + minute * 60 + second;
        return readRest(b, at + 19);
    }

    private static boolean isSeparator(byte c) {
        return c == 'T' || c == 't' || c == ' ';
    }

    private static int twoDigits(byte[] b, int at) {
        return isDigit(b[at]) && isDigit(b[at + 1])
                ? (b[at] - '0') * 10 + b[at + 1] - '0'
                : NOT_A_NUMBER;
    }

    private static boolean isDate(int year, int month, int day) {
        if (year == 0 || month < 1 || month > 12 || day < 1 || day > DAYS_OF_MONTH[month]) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month != 2 || day < 29 || leap;
    }

    /**
     * The days since 1970 of a date in the Gregorian calendar, whose years begin in March here, so
     * that a leap day is the last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
     * days_from_civil).
     */
    private static int epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }

    /** The fraction, the offset and the quote. */
    private int readRest(byte[] b, int at) {
        if (b[at] == '.') {
            int fraction = at + 1;
            at = JsonScanner.skipDigits(b, fraction);
            if (at == fraction) {
                return DECLINED;
            }
        }
        if (b[at] == 'Z' || b[at] == 'z') {
            at++;
        } else if (b[at] == '+' || b[at] == '-') {
            int hours = twoDigits(b, at + 1);
            int minutes = hours < 0 || b[at + 3] != ':' ? NOT_A_NUMBER : twoDigits(b, at + 4);
            if (minutes < 0 || minutes > 59 || hours > 23) {
                return DECLINED;
            }
            int offset = hours * 3_600 + minutes * 60;
            seconds += b[at] == '+' ? -offset : offset;
            at += 6;
        }
        return b[at] == '"' ? at + 1 : DECLINED;
    }
}
