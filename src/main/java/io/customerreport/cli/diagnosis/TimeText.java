package io.customerreport.cli.diagnosis;

import io.customerreport.json.JsonValues.Scalar;
import io.customerreport.parse.TsUnit;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the unit of a time from its size, as payments are made in this century. */
final class TimeText {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{9,19}(?:\\.[0-9]{1,9})?");
    private static final Pattern DATE_TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}.*");

    /** In seconds, from 1998 to 2103. */
    private static final BigDecimal FIRST = BigDecimal.valueOf(900_000_000L);

    private static final BigDecimal LAST = BigDecimal.valueOf(4_200_000_000L);

    private TimeText() {}

    /** The unit, null for what is not a time. */
    static @Nullable TsUnit unit(Scalar value) {
        if (value.string() && DATE_TIME.matcher(value.text()).matches()) {
            return TsUnit.ISO_8601;
        }
        if (!NUMBER.matcher(value.text()).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(value.text());
        for (TsUnit unit : TsUnit.values()) {
            if (unit == TsUnit.ISO_8601) {
                continue;
            }
            BigDecimal perSecond = BigDecimal.valueOf(unit.perSecond());
            if (number.compareTo(FIRST.multiply(perSecond)) >= 0
                    && number.compareTo(LAST.multiply(perSecond)) <= 0) {
                return unit;
            }
        }
        return null;
    }
}
