package io.customerreport.python;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.core.io.NumberOutput;

/**
 * The shortest decimal that rounds to a positive double: 0.DIGITS * 10^point.
 *
 * @param digits begin and end with a digit other than zero
 */
record ShortestDecimal(String digits, int point) {

    /** Finds the decimal of a finite, positive double; of several, the nearest to it. */
    static ShortestDecimal of(double x) {
        // Java's rule is the nearest of those with two digits where one would do: 4.9E-324. Only
        // subnormal numbers are so coarse that this makes a difference; and there, if any single
        // digit rounds to x, the nearest one does.
        if (x < Double.MIN_NORMAL) {
            BigDecimal single = new BigDecimal(x).round(new MathContext(1));
            if (single.doubleValue() == x) {
                return ofLiteral(single.toString());
            }
        }
        return ofLiteral(NumberOutput.toString(x, true));
    }

    private static ShortestDecimal ofLiteral(String literal) {
        int mark = literal.indexOf('E');
        int exponent = mark < 0 ? 0 : Integer.parseInt(literal.substring(mark + 1));
        String mantissa = mark < 0 ? literal : literal.substring(0, mark);
        int dot = mantissa.indexOf('.');
        String digits = mantissa.replace(".", "");
        int first = 0;
        while (digits.charAt(first) == '0') {
            first++;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        int whole = dot < 0 ? digits.length() : dot;
        return new ShortestDecimal(digits.substring(first, end), exponent + whole - first);
    }

    /** Python's repr: in exponent form below 1e-4 and from 1e16. */
    String toPython() {
        return point > -4 && point <= 16 ? positional() : scientific();
    }

    private String positional() {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
        return digits.substring(0, point) + '.' + digits.substring(point);
    }

    private String scientific() {
        int exponent = point - 1;
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = exponent < 0 ? "e-" : "e+";
        String padding = Math.abs(exponent) < 10 ? "0" : "";
        return digits.charAt(0) + fraction + sign + padding + Math.abs(exponent);
    }
}
