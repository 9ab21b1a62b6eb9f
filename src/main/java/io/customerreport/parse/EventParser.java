package io.customerreport.parse;

import io.customerreport.bytes.Swar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the lines of a block into events, in two tiers.
 *
 * <p>{@link EventScanner} reads what it fully understands from the bytes in place; every other line
 * goes to {@link JsonEventReader}, which defines the meaning. Both give the same outcome and event
 * for every line that the first accepts.
 *
 * <p>Not safe for use by several threads.
 */
public final class EventParser {

    /** Null is a text to Python, as everything is. */
    private static final byte[] NULL_TEXT = "None".getBytes(StandardCharsets.US_ASCII);

    private final FieldScanner scanner;
    private final JsonEventReader reader;
    private final Currencies currencies;
    private final @Nullable Utf8Index allowedTypes;
    private final Event event = new Event();

    private final long since;
    private final long until;
    private long nowTs;
    private LineOutcome outcome;
    private long fastLines;

    public EventParser(EventRules rules) {
        scanner =
                rules.shape().isPlain()
                        ? new EventScanner()
                        : new ShapedEventScanner(rules.shape());
        currencies = new Currencies(rules);
        reader = new JsonEventReader(rules, currencies);
        allowedTypes =
                rules.allowedEventTypes() == null
                        ? null
                        : new Utf8Index(List.copyOf(rules.allowedEventTypes()));
        since = rules.since();
        until = rules.until();
        nowTs = rules.nowTs();
    }

    /** Replaces the time of the rules: from here on, later events than that are rejected. */
    void now(long seconds) {
        if (seconds != nowTs) {
            nowTs = seconds;
            reader.now(seconds);
        }
    }

    /**
     * Reads the line that starts at {@code start} and ends with the first {@code '\n'} from there
     * on, which must exist and be followed by seven readable bytes. Then {@link #outcome} tells
     * what became of it, and {@link #event} holds it if it was accepted.
     *
     * @return the index after the {@code '\n'}
     */
    public int parse(byte[] bytes, int start) {
        int next = scanner.scan(bytes, start);
        if (next != JsonScanner.DECLINED && applyRules(bytes)) {
            fastLines++;
            return next;
        }
        int end = Swar.indexOf((byte) '\n', bytes, start, bytes.length);
        outcome = reader.read(bytes, start, end, event);
        return end + 1;
    }

    /** Reads the bytes of one line in the slow tier, whatever they are. */
    public LineOutcome parseSlowly(byte[] bytes, int start, int end) {
        outcome = reader.read(bytes, start, end, event);
        return outcome;
    }

    /** Whether what was scanned is an event to be accepted or filtered; the slow tier rejects. */
    private boolean applyRules(byte[] bytes) {
        FieldScanner s = scanner;
        if (s.eventIdLength == 0 || s.customerEnd == s.customerStart || s.ts <= 0 || s.ts > nowTs) {
            return false;
        }
        if (s.ts < since || s.ts >= until) {
            outcome = s.ts < since ? LineOutcome.BEFORE_SINCE : LineOutcome.AFTER_UNTIL;
            return true;
        }
        if (allowedTypes != null && !allowedTypes.contains(bytes, s.typeStart, s.typeEnd)) {
            outcome = LineOutcome.EVENT_TYPE_NOT_ALLOWED;
            return true;
        }
        event.id = bytes;
        event.idStart = s.eventIdStart;
        event.idLength = s.eventIdLength;
        event.customer = bytes;
        event.customerStart = s.customerStart;
        event.customerLength = s.customerEnd - s.customerStart;
        event.type = bytes;
        event.typeStart = s.typeStart;
        event.typeLength = s.typeEnd - s.typeStart;
        event.ts = s.ts;
        setCurrency(bytes);
        event.usd =
                currencies.inMajorUnits(
                                s.amount,
                                event.currency,
                                event.currencyStart,
                                event.currencyStart + event.currencyLength)
                        * currencies.rate(event.rate);
        event.amountDefaulted = false;
        outcome = LineOutcome.ACCEPTED;
        return true;
    }

    private void setCurrency(byte[] bytes) {
        if (scanner.currencyIsNull) {
            event.currency = NULL_TEXT;
            event.currencyStart = 0;
            event.currencyLength = NULL_TEXT.length;
        } else {
            event.currency = bytes;
            event.currencyStart = scanner.currencyStart;
            event.currencyLength = scanner.currencyEnd - scanner.currencyStart;
        }
        event.rate =
                currencies.find(
                        event.currency,
                        event.currencyStart,
                        event.currencyStart + event.currencyLength);
    }

    /** What became of the line last read. */
    public LineOutcome outcome() {
        return outcome;
    }

    /** The event last accepted, valid until the next line is read. */
    public Event event() {
        return event;
    }

    /** The currencies that {@link Event#rate} tells of. */
    Currencies currencies() {
        return currencies;
    }

    /** How many lines the fast tier has taken so far. */
    public long fastLines() {
        return fastLines;
    }
}
