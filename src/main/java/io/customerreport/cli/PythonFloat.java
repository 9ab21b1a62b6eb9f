package io.customerreport.cli;

import java.util.regex.Pattern;

/** Reads the ASCII part of what Python's {@code float()} reads, for rates on the command line. */
final class PythonFloat {

    private static final Pattern NUMBER =
            Pattern.compile(
                    "[+-]?(\\d+(_\\d+)*(\\.(\\d+(_\\d+)*)?)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");

    private PythonFloat() {}

    static double parse(String text) {
        String number = text.strip();
        if (number.matches("(?i)[+-]?nan")) {
            return Double.NaN;
        }
        if (number.matches("(?i)[+-]?inf(inity)?")) {
            return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (!NUMBER.matcher(number).matches()) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(number.replace("_", ""));
    }
}
