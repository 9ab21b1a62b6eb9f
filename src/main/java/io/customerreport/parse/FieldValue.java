package io.customerreport.parse;

import io.customerreport.python.PythonFloats;
import io.customerreport.python.PythonInts;
import io.customerreport.python.PythonStrings;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The value of one field of one line, with the readings that the contract has for it.
 *
 * <p>Reused from line to line; a value that is set replaces the one before, so that the last of
 * duplicate keys wins.
 */
final class FieldValue {

    private enum Kind {
        ABSENT,
        STRING,
        INTEGER,
        FLOAT,
        TRUE,
        FALSE,
        NULL,
        EMPTY_CONTAINER,
        CONTAINER
    }

    private Kind kind = Kind.ABSENT;

    /** The characters of a string, or the literal of a number as JSON spells it; else null. */
    private @Nullable String literal;

    void clear() {
        set(Kind.ABSENT, null);
    }

    /** Takes the string, number or word that is the current token. */
    void setScalar(JsonTokens tokens, JsonToken token) {
        switch (token) {
            case VALUE_STRING -> set(Kind.STRING, tokens.text());
            case VALUE_NUMBER_INT -> set(Kind.INTEGER, tokens.text());
            case VALUE_NUMBER_FLOAT -> set(Kind.FLOAT, tokens.text());
            case VALUE_TRUE -> set(Kind.TRUE, null);
            case VALUE_FALSE -> set(Kind.FALSE, null);
            case VALUE_NULL -> set(Kind.NULL, null);
            default -> throw new IllegalStateException("no value is " + token);
        }
    }

    /** Takes an array or object. */
    void setContainer(boolean empty) {
        set(empty ? Kind.EMPTY_CONTAINER : Kind.CONTAINER, null);
    }

    private void set(Kind newKind, @Nullable String newLiteral) {
        kind = newKind;
        literal = newLiteral;
    }

    boolean isAbsent() {
        return kind == Kind.ABSENT;
    }

    /** The characters of a string, if it is one. */
    @Nullable String string() {
        return kind == Kind.STRING ? literal : null;
    }

    /** The text as Python's {@code str()} spells it, absent as empty; null if it has none. */
    @Nullable String text() {
        return switch (kind) {
            case ABSENT -> "";
            case STRING -> PythonStrings.hasLoneSurrogate(literal) ? null : literal;
            // Of all integers that JSON spells, this one alone is not spelled as Python would.
            case INTEGER -> literal.equals("-0") ? "0" : literal;
            case FLOAT -> PythonFloats.repr(floatLiteral());
            case TRUE -> "True";
            case FALSE -> "False";
            case NULL -> "None";
            case EMPTY_CONTAINER, CONTAINER -> null;
        };
    }

    /**
     * Python's {@code int(value)}, absent as 0.
     *
     * @throws NumberFormatException if it does not convert
     */
    BigInteger integer() {
        return switch (kind) {
            case ABSENT, FALSE -> BigInteger.ZERO;
            case TRUE -> BigInteger.ONE;
            case STRING -> PythonInts.parse(literal);
            case INTEGER -> new BigInteger(literal);
            case FLOAT -> PythonInts.truncate(floatLiteral());
            case NULL, EMPTY_CONTAINER, CONTAINER ->
                    throw new NumberFormatException("no integer: " + kind);
        };
    }

    /**
     * Python's {@code float(value or 0.0)}, absent as 0.0.
     *
     * @throws NumberFormatException if it does not convert
     */
    double floatOrZero() {
        return switch (kind) {
            case ABSENT, FALSE, NULL, EMPTY_CONTAINER -> 0.0;
            case TRUE -> 1.0;
            case STRING -> literal.isEmpty() ? 0.0 : PythonFloats.parse(literal);
            case INTEGER -> finite(positiveZero(Double.parseDouble(literal)));
            case FLOAT -> positiveZero(floatLiteral());
            case CONTAINER -> throw new NumberFormatException("no number: " + kind);
        };
    }

    /** Java reads every float literal of JSON, and the three words, as Python does. */
    private double floatLiteral() {
        return Double.parseDouble(literal);
    }

    /** A number that is zero is falsy, so that {@code or} puts 0.0 in its place, -0.0 included. */
    private static double positiveZero(double x) {
        return x == 0 ? 0.0 : x;
    }

    /** An integer beyond the doubles does not become infinite, it does not convert. */
    private static double finite(double x) {
        if (Double.isInfinite(x)) {
            throw new NumberFormatException("an integer too large for a double");
        }
        return x;
    }
}
