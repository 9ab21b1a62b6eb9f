package io.customerreport.parse;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The six fields of one line, and the rules that make an event or a reject of them.
 *
 * <p>The checks come in the order of the contract; the first failure decides.
 */
final class EventFields {

    private final FieldValue eventId = new FieldValue();
    private final FieldValue customerId = new FieldValue();
    private final FieldValue ts = new FieldValue();
    private final FieldValue eventType = new FieldValue();
    private final FieldValue amount = new FieldValue();
    private final FieldValue currency = new FieldValue();

    private final EventRules rules;
    private BigInteger now;

    EventFields(EventRules rules) {
        this.rules = rules;
        this.now = BigInteger.valueOf(rules.nowTs());
    }

    /** Replaces the time of the rules. */
    void now(long nowTs) {
        now = BigInteger.valueOf(nowTs);
    }

    /** Makes all fields absent. */
    void clear() {
        eventId.clear();
        customerId.clear();
        ts.clear();
        eventType.clear();
        amount.clear();
        currency.clear();
    }

    /** The value that holds the field of that name, null for a name that means nothing. */
    FieldValue named(String name) {
        return switch (name) {
            case "event_id" -> eventId;
            case "customer_id" -> customerId;
            case "ts" -> ts;
            case "event_type" -> eventType;
            case "amount" -> amount;
            case "currency" -> currency;
            default -> null;
        };
    }

    /** Decides on the line, and fills the event (but for its position) if it is accepted. */
    LineOutcome apply(Event event) {
        String id = eventId.text();
        if (id == null) {
            return LineOutcome.INVALID_EVENT_ID;
        }
        if (id.isEmpty()) {
            return LineOutcome.MISSING_EVENT_ID;
        }
        String customer = customerId.text();
        if (customer == null) {
            return LineOutcome.INVALID_CUSTOMER_ID;
        }
        if (customer.isEmpty()) {
            return LineOutcome.MISSING_CUSTOMER_ID;
        }
        LineOutcome time = applyTs(event);
        if (time != LineOutcome.ACCEPTED) {
            return time;
        }
        String type = eventType.text();
        if (type == null) {
            return LineOutcome.INVALID_EVENT_TYPE;
        }
        if (rules.allowedEventTypes() != null && !rules.allowedEventTypes().contains(type)) {
            return LineOutcome.FILTERED;
        }
        setCustomer(event, customer);
        setType(event, type);
        setUsd(event);
        return LineOutcome.ACCEPTED;
    }

    private LineOutcome applyTs(Event event) {
        BigInteger seconds;
        try {
            seconds = ts.integer();
        } catch (NumberFormatException e) {
            return LineOutcome.INVALID_TS;
        }
        if (seconds.signum() <= 0) {
            return LineOutcome.NON_POSITIVE_TS;
        }
        if (seconds.compareTo(now) > 0) {
            return LineOutcome.FUTURE_TS;
        }
        event.ts = seconds.longValue();
        return LineOutcome.ACCEPTED;
    }

    private static void setCustomer(Event event, String customer) {
        event.customer = customer.getBytes(StandardCharsets.UTF_8);
        event.customerStart = 0;
        event.customerLength = event.customer.length;
    }

    private static void setType(Event event, String type) {
        event.type = type.getBytes(StandardCharsets.UTF_8);
        event.typeStart = 0;
        event.typeLength = event.type.length;
    }

    private void setUsd(Event event) {
        double converted;
        try {
            converted = amount.floatOrZero();
            event.amountDefaulted = false;
        } catch (NumberFormatException e) {
            converted = 0.0;
            event.amountDefaulted = true;
        }
        event.usd = converted * rate();
    }

    private double rate() {
        String code = currency.text();
        return code == null ? 1.0 : rules.fxRates().getOrDefault(code, 1.0);
    }
}
