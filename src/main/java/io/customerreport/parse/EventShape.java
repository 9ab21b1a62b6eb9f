package io.customerreport.parse;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.annotation.PublicEvolving;

/**
 * How a log spells events: where the six fields stand, and in which units times and amounts are.
 *
 * @param fields where a field stands that does not stand under its own name: the name of a member,
 *     or a JSON Pointer if it begins with {@code '/'}
 * @param amountUnit whether amounts are in major or minor units, such as cents
 * @param minorDigits digits of minor units by currency, in upper case, where they differ from ISO
 *     4217
 */
@PublicEvolving
public record EventShape(
        Map<EventField, String> fields,
        TsUnit tsUnit,
        AmountUnit amountUnit,
        Map<String, Integer> minorDigits)
        implements Serializable {

    /** Fields under their own names, seconds, major units. */
    public static final EventShape PLAIN =
            new EventShape(Map.of(), TsUnit.SECONDS, AmountUnit.MAJOR, Map.of());

    /**
     * @throws IllegalArgumentException if a pointer is none, or a currency's digits are out of
     *     range
     */
    public EventShape {
        EnumMap<EventField, String> ordered = new EnumMap<>(EventField.class);
        ordered.putAll(fields);
        ordered.values().forEach(FieldPath::of);
        fields = Collections.unmodifiableMap(ordered);
        minorDigits.forEach(MinorUnits::check);
        minorDigits = Collections.unmodifiableMap(new TreeMap<>(minorDigits));
    }

    /** Whether the bytes of an event are as the plain scanner expects them. */
    boolean isPlain() {
        return fields.entrySet().stream()
                        .allMatch(field -> field.getValue().equals(field.getKey().code()))
                && tsUnit == TsUnit.SECONDS;
    }

    /** Where a field stands, as a JSON Pointer. */
    public String pointer(EventField field) {
        StringBuilder pointer = new StringBuilder();
        path(field)
                .tokens()
                .forEach(
                        token ->
                                pointer.append('/')
                                        .append(token.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    FieldPath path(EventField field) {
        return FieldPath.of(fields.getOrDefault(field, field.code()));
    }
}
