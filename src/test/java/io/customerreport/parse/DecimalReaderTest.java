package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalReaderTest {

    private static final long SEED = 20_260_101L;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final DecimalReader reader = new DecimalReader();
    private final Random random = new Random(SEED);

    @Test
    void numeralsOfAnyShapeAreReadAsTheNearestDouble() {
        for (int i = 0; i < 300_000; i++) {
            StringBuilder numeral = new StringBuilder(random.nextBoolean() ? "-" : "");
            numeral.append(integer(1 + random.nextInt(18)));
            if (random.nextInt(4) > 0) {
                numeral.append('.').append(digits(1 + random.nextInt(24)));
            }
            if (random.nextInt(4) == 0) {
                numeral.append("eE".charAt(random.nextInt(2)))
                        .append(new String[] {"", "+", "-"}[random.nextInt(3)])
                        .append(digits(1 + random.nextInt(3)));
            }
            assertNearest(numeral.toString());
        }
    }

    /** Where a mantissa stops to be exact, in 2^53, and to fit a long. */
    @Test
    void mantissasOf15To19DigitsAreReadAsTheNearestDouble() {
        for (int i = 0; i < 300_000; i++) {
            String digits = integer(15 + random.nextInt(5));
            int point = 1 + random.nextInt(digits.length() - 1);
            assertNearest(digits.substring(0, point) + '.' + digits.substring(point));
            assertNearest("0." + "0".repeat(random.nextInt(10)) + digits);
            if (digits.length() < 19) {
                assertNearest(digits);
            }
        }
    }

    @Test
    void numeralsHalfwayBetweenTwoDoublesGoToTheEvenOne() {
        for (int i = 0; i < 50_000; i++) {
            long mantissa = 1L << 52 | random.nextLong() >>> 12;
            BigDecimal halfway =
                    scaled(
                            BigInteger.valueOf(mantissa).shiftLeft(1).setBit(0),
                            random.nextInt(70) - 64);
            String numeral = halfway.toPlainString();
            BigDecimal lastDigit = halfway.ulp();

            if (numeral.length() < 19 || numeral.indexOf('.') > 0) {
                assertNearest(numeral);
                assertNearest(halfway.add(lastDigit).toPlainString());
                assertNearest(halfway.subtract(lastDigit).toPlainString());
            }
        }
    }

    private static BigDecimal scaled(BigInteger integer, int exponentOfTwo) {
        BigDecimal value = new BigDecimal(integer);
        return exponentOfTwo < 0
                ? value.divide(TWO.pow(-exponentOfTwo))
                : value.multiply(TWO.pow(exponentOfTwo));
    }

    @Test
    void centsUpToAMillionAreReadAsJavaReadsThem() {
        for (int cents = 0; cents < 1_000_000; cents++) {
            String numeral = cents / 100 + "." + cents / 10 % 10 + cents % 10;
            if (read(numeral) != Double.parseDouble(numeral)) {
                fail(numeral);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.0",
        "-0,-0.0",
        "-0.0,-0.0",
        "-0e7,-0.0",
        "0.1,0.1",
        "9007199254740992.0,9007199254740992",
        "9007199254740993,9007199254740992",
        "9007199254740993.0,9007199254740992",
        "900719925474099.3,900719925474099.3",
        "999999999999999999,1e18",
        "0.0000000000000000000001,1e-22",
        "0.00000000000000000000001,1e-23",
        "1e22,1e22",
        "1e23,1e23",
        "1e308,1e308",
        "1e309,Infinity",
        "-1e99999999999,-Infinity",
        "1e-324,0.0",
        "-1e-99999999999,-0.0",
        "5e-324,5e-324",
        "2.4703282292062328e-324,5e-324",
        "2.4703282292062327e-324,0.0",
        "123456789012345678901234567890.5,123456789012345678901234567890.5",
    })
    void edges(String numeral, double expected) {
        assertThat(Double.doubleToRawLongBits(read(numeral)))
                .isEqualTo(Double.doubleToRawLongBits(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                ".5",
                "-.5",
                "1.",
                "1.e5",
                "1e",
                "1e+",
                "1e-",
                "01",
                "-01",
                "00",
                "01.5",
                "e5",
                "NaN",
                "-Infinity",
                "x",
                "1000000000000000000",
                "-1234567890123456789",
                "1.5e",
                "1.-5"
            })
    void whatIsNoNumberOfJsonOrALongIntegerIsDeclined(String numeral) {
        assertThat(reader.read(Payment.padded(numeral), 0)).isEqualTo(JsonScanner.DECLINED);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "}", "]", " ", "x", "-", "\"", ".5", "e5", "_0"})
    void readingEndsAfterTheNumber(String rest) {
        for (String numeral : new String[] {"-12.50", "12.5e-3"}) {
            byte[] bytes = Payment.padded("::" + numeral + rest);

            boolean goesOn = rest.equals("e5") && numeral.indexOf('e') < 0;
            assertThat(reader.read(bytes, 2))
                    .isEqualTo(2 + numeral.length() + (goesOn ? rest.length() : 0));
        }
    }

    private double read(String numeral) {
        byte[] bytes = Payment.padded(numeral);
        int end = reader.read(bytes, 0);
        if (end != numeral.length()) {
            fail("%s was read to %d, seed %d", numeral, end, SEED);
        }
        return reader.value();
    }

    /** By exact arithmetic, and by {@link Double#parseDouble} for signs and overflow. */
    private void assertNearest(String numeral) {
        double read = read(numeral);
        if (Double.doubleToRawLongBits(read)
                != Double.doubleToRawLongBits(Double.parseDouble(numeral))) {
            fail("%s was read as %s, seed %d", numeral, read, SEED);
        }
        if (Double.isFinite(read) && !isNearest(Math.abs(read), new BigDecimal(numeral).abs())) {
            fail("%s is not nearest to %s, seed %d", read, numeral, SEED);
        }
    }

    private static boolean isNearest(double read, BigDecimal exact) {
        boolean even = (Double.doubleToRawLongBits(read) & 1) == 0;
        BigDecimal twice = exact.multiply(TWO);
        BigDecimal value = new BigDecimal(read);
        int above =
                read == Double.MAX_VALUE
                        ? -1
                        : twice.compareTo(value.add(new BigDecimal(Math.nextUp(read))));
        int below = read == 0 ? 1 : twice.compareTo(value.add(new BigDecimal(Math.nextDown(read))));
        return even ? above <= 0 && below >= 0 : above < 0 && below > 0;
    }

    private String integer(int length) {
        return length == 1 ? digits(1) : (char) ('1' + random.nextInt(9)) + digits(length - 1);
    }

    private String digits(int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
