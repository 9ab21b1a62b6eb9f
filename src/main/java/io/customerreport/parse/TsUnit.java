package io.customerreport.parse;

import java.math.BigInteger;
import org.apache.flink.annotation.PublicEvolving;

/** How a log writes the time of an event. */
@PublicEvolving
public enum TsUnit {
    /** Unix seconds. */
    SECONDS("s", 1),
    /** Unix milliseconds. */
    MILLISECONDS("ms", 1_000),
    /** Unix microseconds. */
    MICROSECONDS("us", 1_000_000),
    /** Unix nanoseconds. */
    NANOSECONDS("ns", 1_000_000_000),
    /** A string that RFC 3339 calls a date-time; without an offset it is UTC. */
    ISO_8601("iso8601", 0);

    private final String code;

    final long perSecond;

    TsUnit(String code, long perSecond) {
        this.code = code;
        this.perSecond = perSecond;
    }

    /** How many units a second has, 0 if the time is a text. */
    public long perSecond() {
        return perSecond;
    }

    /** The unit as the option spells it. */
    @Override
    public String toString() {
        return code;
    }

    /**
     * The value as unix seconds, an absent one as 0.
     *
     * @throws NumberFormatException if it does not convert
     */
    BigInteger seconds(FieldValue value) {
        if (this == ISO_8601) {
            return BigInteger.valueOf(value.isAbsent() ? 0 : Rfc3339.seconds(value.string()));
        }
        // Division cuts off where the contract rounds down: the two differ below zero only, where
        // either result is rejected for the same reason.
        return value.integer().divide(BigInteger.valueOf(perSecond));
    }
}
