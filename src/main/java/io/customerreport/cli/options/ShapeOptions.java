package io.customerreport.cli.options;

import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import io.customerreport.parse.EventField;
import io.customerreport.parse.EventRules;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the options that say where fields stand and what the digits of amounts mean. */
final class ShapeOptions {

    private ShapeOptions() {}

    /**
     * @param values of {@code --field}, each NAME=WHERE
     */
    static void readFields(List<String> values, EventRules.Builder rules) throws UsageException {
        Set<EventField> given = EnumSet.noneOf(EventField.class);
        for (String value : values) {
            Given option = new Given("--field", value);
            int equals = value.indexOf('=');
            if (equals < 0) {
                throw option.refused("is not NAME=WHERE, such as customer_id=/data/customer");
            }
            String name = value.substring(0, equals);
            try {
                EventField field = EventField.of(name);
                if (!given.add(field)) {
                    throw option.refused("says a second time where %s stands".formatted(name));
                }
                rules.field(field, value.substring(equals + 1));
            } catch (IllegalArgumentException e) {
                throw option.refused("cannot be used: " + e.getMessage());
            }
        }
    }

    /** CODE=DIGITS, separated by commas. */
    static void readMinorDigits(Given digits, EventRules.Builder rules) throws UsageException {
        Set<String> codes = new HashSet<>();
        for (String pair : digits.value().split(",", -1)) {
            String[] parts = OptionValues.stripBlanks(pair).split("=", -1);
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}")) {
                throw digits.refused("is not CODE=DIGITS, such as JPY=0,KWD=3");
            }
            if (!codes.add(parts[0])) {
                throw digits.refused("has %s twice".formatted(parts[0]));
            }
            try {
                rules.minorDigits(parts[0], Integer.parseInt(parts[1]));
            } catch (IllegalArgumentException e) {
                throw digits.refused("cannot be used: " + e.getMessage());
            }
        }
    }
}
