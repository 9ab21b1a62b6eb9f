package io.customerreport.cli.diagnosis;

import io.customerreport.json.JsonValues;
import io.customerreport.json.JsonValues.Scalar;
import io.customerreport.parse.EventField;
import io.customerreport.parse.EventRules;
import io.customerreport.parse.TsUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which values of some lines look like the fields that the lines do not have. */
final class FieldGuess {

    private static final int MAX_NAMES = 8;

    private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Za-z]{3}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9_]*(?:\\.[0-9]+)?");

    private final List<JsonValues> lines;
    private final EventRules rules;

    /** How many lines have a scalar there. */
    private final Map<String, Integer> pointers = new LinkedHashMap<>();

    private final Set<EventField> missing = EnumSet.noneOf(EventField.class);
    private final Map<EventField, String> guesses = new EnumMap<>(EventField.class);

    /**
     * @param lines that are objects, at least one
     */
    FieldGuess(List<JsonValues> lines, EventRules rules) {
        this.lines = lines;
        this.rules = rules;
        lines.forEach(
                line ->
                        line.scalars()
                                .keySet()
                                .forEach(pointer -> pointers.merge(pointer, 1, Integer::sum)));
        for (EventField field : EventField.values()) {
            // A field that half of the lines lack is not where it is looked for.
            if (2 * pointers.getOrDefault(rules.shape().pointer(field), 0) < lines.size()) {
                missing.add(field);
                guess(field);
            }
        }
    }

    private void guess(EventField field) {
        pointers.keySet().stream()
                .filter(pointer -> fits(field, pointer))
                .min(
                        Comparator.<String>comparingInt(
                                        pointer -> FieldNames.unlikeness(field, pointer))
                                .thenComparing(pointers::get, Comparator.reverseOrder())
                                .thenComparingInt(FieldGuess::depth))
                .ifPresent(pointer -> guesses.put(field, pointer));
    }

    private boolean fits(EventField field, String pointer) {
        if (FieldNames.unlikeness(field, pointer) == FieldNames.UNLIKE) {
            return false;
        }
        Scalar value = first(pointer);
        return switch (field) {
            case TS -> TimeText.unit(value) != null;
            case AMOUNT -> NUMBER.matcher(value.text()).matches();
            case CURRENCY -> CURRENCY_CODE.matcher(value.text()).matches();
            case EVENT_ID, CUSTOMER_ID, EVENT_TYPE -> !value.text().isEmpty();
        };
    }

    private Scalar first(String pointer) {
        return lines.stream()
                .map(line -> line.scalars().get(pointer))
                .filter(value -> value != null)
                .findFirst()
                .orElseThrow();
    }

    private static int depth(String pointer) {
        return (int) pointer.chars().filter(c -> c == '/').count();
    }

    /** The fields that most of the lines do not have. */
    Set<EventField> missing() {
        return missing;
    }

    /** Whether an event could be read if the fields stood where they seem to. */
    boolean helps() {
        return guesses.keySet().containsAll(needed()) && !guesses.isEmpty();
    }

    private Set<EventField> needed() {
        Set<EventField> needed =
                EnumSet.of(EventField.EVENT_ID, EventField.CUSTOMER_ID, EventField.TS);
        needed.retainAll(missing);
        return needed;
    }

    /** The options that say where the fields stand. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        guesses.forEach(
                (field, pointer) -> {
                    options.add("--field");
                    options.add(field.code() + "=" + where(pointer));
                });
        String time = guesses.get(EventField.TS);
        if (time != null) {
            TsUnit unit = TimeText.unit(first(time));
            if (unit != rules.shape().tsUnit()) {
                options.add("--ts-unit");
                options.add(unit.toString());
            }
        }
        return options;
    }

    /** A name of the object itself needs no pointer, but for one that looks like one. */
    private static String where(String pointer) {
        String name = pointer.substring(1).replace("~1", "/").replace("~0", "~");
        return depth(pointer) == 1 && !name.startsWith("/") ? name : pointer;
    }

    /** What is missing, and what seems to be it. */
    String sentence() {
        List<String> likely = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (EventField field : missing) {
            String pointer = guesses.get(field);
            if (pointer == null) {
                unknown.add(field.code());
            } else {
                likely.add("%s seems to be %s".formatted(field.code(), where(pointer)));
            }
        }
        String found = likely.isEmpty() ? "" : "; " + String.join(", ", likely);
        String others =
                unknown.isEmpty()
                        ? ""
                        : "; nothing looks like %s among %s"
                                .formatted(String.join(", ", unknown), names());
        return "the lines have no "
                + String.join(", ", missing.stream().map(EventField::code).toList())
                + found
                + others
                + (areCents() ? "; if amounts are in cents, add --amount-unit minor" : "");
    }

    /** Whole numbers beside codes in lower case are what providers of payments write. */
    private boolean areCents() {
        String amount = guesses.get(EventField.AMOUNT);
        String currency = guesses.get(EventField.CURRENCY);
        return amount != null
                && currency != null
                && first(currency).text().matches("[a-z]{3}")
                && lines.stream()
                        .map(line -> line.scalars().get(amount))
                        .allMatch(value -> value == null || value.text().matches("-?[0-9]+"));
    }

    private String names() {
        List<String> names =
                pointers.keySet().stream()
                        .filter(pointer -> !guesses.containsValue(pointer))
                        .map(FieldGuess::where)
                        .limit(MAX_NAMES)
                        .toList();
        return names.isEmpty()
                ? "what they have"
                : String.join(", ", names) + (pointers.size() > MAX_NAMES ? ", …" : "");
    }
}
