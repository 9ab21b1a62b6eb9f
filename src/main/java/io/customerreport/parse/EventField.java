package io.customerreport.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** The six fields that an event is read from, in the order in which they are checked. */
@PublicEvolving
public enum EventField {
    EVENT_ID,
    CUSTOMER_ID,
    TS,
    EVENT_TYPE,
    AMOUNT,
    CURRENCY;

    private static final List<EventField> ALL = List.of(values());

    /** The field as logs, options and reports spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This field alone, as a set of bits. */
    int bit() {
        return 1 << ordinal();
    }

    static List<EventField> all() {
        return ALL;
    }

    /**
     * @throws IllegalArgumentException if no field is called so
     */
    public static EventField of(String code) {
        return Arrays.stream(values())
                .filter(field -> field.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is none of the fields %s"
                                                .formatted(code, String.join(", ", codes()))));
    }

    private static List<String> codes() {
        return ALL.stream().map(EventField::code).toList();
    }
}
