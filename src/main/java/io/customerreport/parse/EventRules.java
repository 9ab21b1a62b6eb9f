package io.customerreport.parse;

import java.io.Serializable;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;
import org.jspecify.annotations.Nullable;

/**
 * How a log spells its events, which of them a run accepts, and how it converts them.
 *
 * @param fxRates US dollars for one unit of a currency; a currency that is not in it converts at
 *     1.0
 * @param allowedEventTypes the event types to keep, null to keep all; an empty set keeps none
 * @param nowTs unix seconds; later events are rejected as {@code future_ts}
 * @param since unix seconds; earlier events are left out
 * @param until unix seconds; events at that second or later are left out
 * @param shape where the fields stand, and their units
 */
@PublicEvolving
public record EventRules(
        Map<String, Double> fxRates,
        @Nullable Set<String> allowedEventTypes,
        long nowTs,
        long since,
        long until,
        EventShape shape)
        implements Serializable {

    /** The last second of the year 9999, the latest time that a calendar day is spelled for. */
    public static final long MAX_NOW_TS = 253_402_300_799L;

    public EventRules {
        if (nowTs > MAX_NOW_TS) {
            throw new IllegalArgumentException(
                    "now_ts " + nowTs + " lies beyond " + MAX_NOW_TS + ", the year 9999");
        }
        fxRates = Map.copyOf(fxRates);
        allowedEventTypes = allowedEventTypes == null ? null : Set.copyOf(allowedEventTypes);
    }

    /** Rules for a log with the fields under their own names, from any time. */
    public EventRules(
            Map<String, Double> fxRates, @Nullable Set<String> allowedEventTypes, long nowTs) {
        this(fxRates, allowedEventTypes, nowTs, Long.MIN_VALUE, Long.MAX_VALUE, EventShape.PLAIN);
    }

    /** Starts with a plain log, no rates, all event types, and the clock's time. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects rules; what is not set is as in a plain log. */
    @PublicEvolving
    public static final class Builder {

        private final Map<String, Double> fxRates = new HashMap<>();
        private final Map<EventField, String> fields = new EnumMap<>(EventField.class);
        private final Map<String, Integer> minorDigits = new HashMap<>();
        private @Nullable Set<String> eventTypes;
        private @Nullable Long nowTs;
        private long since = Long.MIN_VALUE;
        private long until = Long.MAX_VALUE;
        private TsUnit tsUnit = TsUnit.SECONDS;
        private AmountUnit amountUnit = AmountUnit.MAJOR;

        private Builder() {}

        /** Adds rates: US dollars for one unit of a currency. */
        public Builder fxRates(Map<String, Double> rates) {
            fxRates.putAll(rates);
            return this;
        }

        /** Keeps events of these types alone; null keeps all. */
        public Builder eventTypes(@Nullable Set<String> types) {
            eventTypes = types;
            return this;
        }

        /** Rejects events later than these unix seconds. */
        public Builder nowTs(long seconds) {
            nowTs = seconds;
            return this;
        }

        /** Leaves out events before these unix seconds. */
        public Builder since(long seconds) {
            since = seconds;
            return this;
        }

        /** Leaves out events at these unix seconds or later. */
        public Builder until(long seconds) {
            until = seconds;
            return this;
        }

        /**
         * Reads a field from another place.
         *
         * @param where the name of a member, or a JSON Pointer (RFC 6901) if it begins with {@code
         *     '/'}
         * @throws IllegalArgumentException if it is not such a pointer
         */
        public Builder field(EventField field, String where) {
            FieldPath.of(where);
            fields.put(field, where);
            return this;
        }

        public Builder tsUnit(TsUnit unit) {
            tsUnit = unit;
            return this;
        }

        /** Minor amounts are divided by their currency's number of minor units. */
        public Builder amountUnit(AmountUnit unit) {
            amountUnit = unit;
            return this;
        }

        /**
         * Replaces what ISO 4217 says of a currency's minor digits.
         *
         * @param code in upper case
         * @param digits 0 to 9
         * @throws IllegalArgumentException if either is not so
         */
        public Builder minorDigits(String code, int digits) {
            MinorUnits.check(code, digits);
            minorDigits.put(code, digits);
            return this;
        }

        /**
         * @throws IllegalArgumentException if the time of {@link #nowTs} lies beyond the year 9999
         */
        public EventRules build() {
            return new EventRules(
                    fxRates,
                    eventTypes,
                    nowTs == null ? Clock.systemUTC().instant().getEpochSecond() : nowTs,
                    since,
                    until,
                    new EventShape(fields, tsUnit, amountUnit, minorDigits));
        }
    }
}
