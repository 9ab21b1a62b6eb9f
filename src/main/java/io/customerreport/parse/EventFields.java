package io.customerreport.parse;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonToken;

/**
 * The six fields of one line, and the rules that make an event or a reject of them.
 *
 * <p>The checks come in the order of the contract; the first failure decides.
 */
final class EventFields {

    private final FieldValue[] values = new FieldValue[EventField.all().size()];

    private final EventRules rules;
    private final Currencies currencies;
    private BigInteger now;

    EventFields(EventRules rules, Currencies currencies) {
        this.rules = rules;
        this.currencies = currencies;
        this.now = BigInteger.valueOf(rules.nowTs());
        Arrays.setAll(values, field -> new FieldValue());
    }

    /** Replaces the time of the rules. */
    void now(long nowTs) {
        now = BigInteger.valueOf(nowTs);
    }

    /**
     * Makes fields absent.
     *
     * @param fields those whose {@link EventField#bit} is set
     */
    void clear(int fields) {
        for (int rest = fields; rest != 0; rest &= rest - 1) {
            values[Integer.numberOfTrailingZeros(rest)].clear();
        }
    }

    /** Gives those fields the value that is the current token. */
    void set(int fields, JsonTokens tokens, JsonToken token) {
        for (int rest = fields; rest != 0; rest &= rest - 1) {
            values[Integer.numberOfTrailingZeros(rest)].setScalar(tokens, token);
        }
    }

    /** Gives those fields an array or object as their value. */
    void setContainer(int fields, boolean empty) {
        for (int rest = fields; rest != 0; rest &= rest - 1) {
            values[Integer.numberOfTrailingZeros(rest)].setContainer(empty);
        }
    }

    private FieldValue value(EventField field) {
        return values[field.ordinal()];
    }

    /** Decides on the line, and fills the event (but for its position) if it is accepted. */
    LineOutcome apply(Event event) {
        String id = value(EventField.EVENT_ID).text();
        if (id == null) {
            return LineOutcome.INVALID_EVENT_ID;
        }
        if (id.isEmpty()) {
            return LineOutcome.MISSING_EVENT_ID;
        }
        String customer = value(EventField.CUSTOMER_ID).text();
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
        String type = value(EventField.EVENT_TYPE).text();
        if (type == null) {
            return LineOutcome.INVALID_EVENT_TYPE;
        }
        if (event.ts < rules.since()) {
            return LineOutcome.BEFORE_SINCE;
        }
        if (event.ts >= rules.until()) {
            return LineOutcome.AFTER_UNTIL;
        }
        if (rules.allowedEventTypes() != null && !rules.allowedEventTypes().contains(type)) {
            return LineOutcome.EVENT_TYPE_NOT_ALLOWED;
        }
        setId(event, id);
        setCustomer(event, customer);
        setType(event, type);
        setUsd(event);
        return LineOutcome.ACCEPTED;
    }

    private LineOutcome applyTs(Event event) {
        BigInteger seconds;
        try {
            seconds = rules.shape().tsUnit().seconds(value(EventField.TS));
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

    private static void setId(Event event, String id) {
        event.id = id.getBytes(StandardCharsets.UTF_8);
        event.idStart = 0;
        event.idLength = event.id.length;
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
        setCurrency(event);
        double converted;
        try {
            converted = value(EventField.AMOUNT).floatOrZero();
            event.amountDefaulted = false;
        } catch (NumberFormatException e) {
            converted = 0.0;
            event.amountDefaulted = true;
        }
        event.usd =
                currencies.inMajorUnits(converted, event.currency, 0, event.currencyLength)
                        * currencies.rate(event.rate);
    }

    /** What is not text has no rate, not even that of an empty one. */
    private void setCurrency(Event event) {
        String code = value(EventField.CURRENCY).text();
        event.currency = (code == null ? "" : code).getBytes(StandardCharsets.UTF_8);
        event.currencyStart = 0;
        event.currencyLength = event.currency.length;
        event.rate =
                code == null
                        ? Event.UNRATED
                        : currencies.find(event.currency, 0, event.currencyLength);
    }
}
