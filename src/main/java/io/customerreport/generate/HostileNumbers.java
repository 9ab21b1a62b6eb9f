package io.customerreport.generate;

import static io.customerreport.generate.HostileText.words;

import java.math.BigInteger;

/**
 * Number words of JSON at the limits of doubles and parsers, near-misses, and numbers in strings.
 */
final class HostileNumbers {

    /** Numbers of JSON at the limits of doubles, of longs, of shortest digits and of rounding. */
    static final String[] FINITE =
            words(
                    """
                    0 -0 0.0 -0.0 0e0 0E-5 -0e+9 0e99999999999999999999 1 -1 7 1.0 1.50 0.1 1E+2 1e0
                    1e5 1e15 1e16 9999999999999998.0 1e-4 0.0001 0.00001 1.5e-5 123456.789 1e22 1e23
                    2e23 8.41e21 100000000000000000000000.0 123456789012345678901234567890
                    9007199254740992 9007199254740993 9007199254740993.0 9007199254740995
                    -9007199254740993 9007199254740992.999999999999999999999999999999999999
                    9223372036854775807 9223372036854775808 -9223372036854775809 18446744073709551616
                    5e-324 -5e-324 2.4703282292062327e-324 2.4703282292062328e-324 1e-400
                    2.2250738585072011e-308 2.2250738585072014e-308 1e-99999999999999999999
                    4.35 0.285 1.005 2.5e-6 3.5e-6 0.0000005 1.0000005 2.6755 0.1234565 1234567.1234565
                    0.5 1e-7 19.989999999999998 0.30000000000000004
                    1.00000000000000011102230246251565404236316680908203124
                    1.00000000000000011102230246251565404236316680908203125
                    1.00000000000000011102230246251565404236316680908203126
                    """
                            + ("1." + "0".repeat(400) + "1 ")
                            + ("0." + "0".repeat(5000) + "1"));

    /** Adding these in another order gives another double. */
    static final String[] CANCELLING =
            words(
                    """
                    1e308 -1e308 1.7976931348623157e308 -1.7976931348623157e308 "1e308" 1e100 -1e100
                    1e16 -1e16 3e15 9007199254740993 1 -1 0.1 -0.1 1e-6 1e-300 5e-324 -5e-324 -0.0
                    """
                            + ("1" + "0".repeat(308)));

    static final String[] NOT_FINITE =
            words(
                    """
                    NaN Infinity -Infinity 1E400 -1E400 1e99999999999999999999 1.7976931348623159e308
                    "nan" "-Infinity" "iNf" "1e400"
                    """);

    /** Integers whose conversion to a double is at its limit, or beyond. */
    private static final String[] HUGE = {
        BigInteger.TWO.pow(1024).subtract(BigInteger.TWO.pow(970)).toString(),
        BigInteger.TWO.pow(1024).subtract(BigInteger.TWO.pow(970)).subtract(BigInteger.ONE) + "",
        BigInteger.TWO.pow(1024).toString(),
        "-1" + "0".repeat(400),
        "9".repeat(4300),
        "-" + "9".repeat(4300),
        "9".repeat(4301),
        "-" + "1".repeat(4301),
        "7".repeat(6000),
        "1".repeat(5000) + ".5",
        "3".repeat(4301) + "e-4300",
    };

    /** No JSON, though some parsers take them. */
    private static final String[] WRONG =
            words(
                    """
                    +1 01 -01 00 1. .5 -.5 1e 1e+ 1.e5 0x10 1_000 --1 1,5 1f 1d 1L nan inf INF -INF
                    +INF +Infinity -NaN Infinit Infinityx NaNN Nan infinity -Infinit TRUE True tru nul
                    nulll None undefined - + 0b1 1e5.5 1E
                    """);

    /** Bodies of strings that Python's float() or int() takes or just does not. */
    private static final String[] IN_STRINGS =
            words(
                    """
                    7 +7 -7 007 1_000 1_000.5 1__0 _1 1_ 1_.5 1._5 1e_5 1e1_0 .5 5. . 1e5 1E+5 1e e5 1f
                    1d 0x1p3 0x10 0b1 nan NaN +nan --1 1,5 true None infinit infinityy 1735689600
                    1_735_689_600 +1735689600 01735689600 1735689600.0 1.7e9 １７３５６８９６００ ٠٫٥ ١٢٣ １２.５
                    १२ १_२ ² ½ 五 1²
                    """
                            + ("0".repeat(4290) + "1735689600 ")
                            + ("0".repeat(4291) + "1735689600 ")
                            + ("9".repeat(4300) + " ")
                            + ("9".repeat(4301) + " ")
                            + ("0." + "1".repeat(5000) + " ")
                            + ("1" + "0".repeat(5000)));

    /** The same with white space, or with what only looks like white space or a digit. */
    private static final String[] SPACED_IN_STRINGS = {
        "",
        " ",
        " 7 ",
        "- 1",
        "+ 1",
        "1 2",
        "\u00a07\u00a0",
        "\u30007",
        "7\u2009",
        "\u00857",
        "7\u200b",
        "\ufeff7",
        "\u000b7\f",
        "7\u0000",
        "\u001c7",
        "7\u001f",
        "\t7\n",
        "7\r",
        " 1735689600\n",
        "\u22121",
        "\ud835\udfcf\ud835\udfd0"
    };

    private final SplitMix64 random;
    private final HostileText text;

    HostileNumbers(SplitMix64 random, HostileText text) {
        this.random = random;
        this.text = text;
    }

    /**
     * A number, a string that looks like one, or something that is not even JSON; mostly finite.
     */
    void putAny(LineBuffer out) {
        int kind = random.below(100);
        if (kind < 40) {
            out.put(random.oneOf(FINITE));
        } else if (kind < 55) {
            putRandom(out);
        } else if (kind < 60) {
            out.put(random.oneOf(HUGE));
        } else if (kind < 70) {
            out.put(random.oneOf(WRONG));
        } else {
            String[] bodies = random.below(3) == 0 ? SPACED_IN_STRINGS : IN_STRINGS;
            text.putString(out, random.oneOf(bodies), random.below(2) * random.unit());
        }
    }

    /** Writes a number with any digits, and an exponent of any size. */
    void putRandom(LineBuffer out) {
        if (random.below(4) == 0) {
            out.put('-');
        }
        out.putDecimal(random.nextLong() >>> (1 + random.below(63)));
        if (random.below(4) > 0) {
            out.put('.');
            out.putPadded(random.nextLong() >>> 1, 1 + random.below(19));
        }
        if (random.below(4) == 0) {
            out.put(random.below(2) == 0 ? "e-" : "E");
            out.putDecimal(random.below(30));
        }
    }
}
