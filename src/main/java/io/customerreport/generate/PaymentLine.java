package io.customerreport.generate;

import static io.customerreport.generate.PaymentVocabulary.ascii;

/** Writes one ordinary payment event as a line of JSON, without its line end. */
final class PaymentLine implements EventLine {

    static final int EVENT_ID = 0;
    static final int CUSTOMER_ID = 1;
    static final int TS = 2;
    static final int EVENT_TYPE = 3;
    static final int AMOUNT = 4;
    static final int CURRENCY = 5;
    static final int METADATA = 6;
    private static final int FIELDS = 7;

    /** A spelling that leaves the field out. */
    static final byte[] ABSENT = {};

    private static final byte[][] KEYS = keys(":");
    private static final byte[][] SPACED_KEYS = keys(": ");

    private static final byte[] EVENT_PREFIX = ascii("\"evt_");

    /** Events reach a log up to this many seconds after they happened. */
    private static final int LATENESS = 120;

    private final SplitMix64 random;
    private final PaymentLogOptions options;
    private final PaymentVocabulary vocabulary;
    private final ZipfSampler ranks;
    private final PaymentMetadata metadata;
    private final double secondsPerEvent;
    private final int[] order = {0, 1, 2, 3, 4, 5, 6};
    private final int[] shuffled = new int[FIELDS];

    PaymentLine(PaymentLogOptions options, SplitMix64 random) {
        this.random = random;
        this.options = options;
        this.vocabulary = new PaymentVocabulary(options.customers, options.eventTypes);
        this.ranks = new ZipfSampler(options.customers, options.skew);
        this.metadata = new PaymentMetadata(random, options.nonAscii);
        this.secondsPerEvent = 86_400.0 * options.days / Math.max(1, options.events);
    }

    /** What was drawn of an event, apart from its metadata. */
    record Drawn(long customer, int type, int currency, long ts) {}

    @Override
    public void append(LineBuffer out, long number) {
        append(out, number, -1, ABSENT);
    }

    /** Draws an event, for lines of another shape; {@link #metadata} is then about it. */
    Drawn draw(long number) {
        long customer = vocabulary.customerCode(rank());
        int type = vocabulary.eventType(random);
        int currency = vocabulary.currency(customer, random);
        metadata.draw(type, currency);
        return new Drawn(customer, type, currency, timestamp(number));
    }

    PaymentMetadata metadata() {
        return metadata;
    }

    void putCustomerId(LineBuffer out, Drawn event) {
        vocabulary.putCustomerId(out, event.customer());
    }

    byte[] quotedType(Drawn event) {
        return vocabulary.quotedEventType(event.type());
    }

    /** As {@link #append}, with one field's value spelled as told, or {@link #ABSENT}. */
    void append(LineBuffer out, long number, int spelledField, byte[] spelling) {
        long customer = vocabulary.customerCode(rank());
        int type = vocabulary.eventType(random);
        int currency = vocabulary.currency(customer, random);
        metadata.draw(type, currency);

        boolean spaced = random.chance(options.spaced);
        byte[][] keys = spaced ? SPACED_KEYS : KEYS;
        boolean first = true;
        out.put('{');
        for (int field : random.chance(options.permuted) ? shuffle() : order) {
            if (field == spelledField && spelling == ABSENT) {
                continue;
            }
            if (!first) {
                out.put(',');
                if (spaced) {
                    out.put(' ');
                }
            }
            first = false;
            out.put(keys[field]);
            if (field == spelledField) {
                out.put(spelling);
                continue;
            }
            switch (field) {
                case EVENT_ID -> putEventId(out, number);
                case CUSTOMER_ID -> vocabulary.putCustomerId(out, customer);
                case TS -> out.putDecimal(timestamp(number));
                case EVENT_TYPE -> out.put(vocabulary.quotedEventType(type));
                case AMOUNT -> metadata.putAmount(out);
                case CURRENCY -> out.put(PaymentVocabulary.quotedCurrency(currency));
                default -> metadata.put(out, spaced);
            }
        }
        out.put('}');
    }

    private int rank() {
        // Nothing is drawn for a share of zero: older options give the bytes that they always gave.
        if (options.hotShare > 0 && random.chance(options.hotShare)) {
            return 1;
        }
        return ranks.next(random);
    }

    private static void putEventId(LineBuffer out, long number) {
        out.put(EVENT_PREFIX);
        out.putPadded(number, number < 1_000_000_000L ? 9 : 12);
        out.put('"');
    }

    private long timestamp(long number) {
        long elapsed = (long) (number * secondsPerEvent);
        return options.start + Math.max(0, elapsed - random.below(LATENESS));
    }

    private int[] shuffle() {
        for (int i = 0; i < FIELDS; i++) {
            int j = random.below(i + 1);
            shuffled[i] = shuffled[j];
            shuffled[j] = i;
        }
        return shuffled;
    }

    private static byte[][] keys(String colon) {
        String[] names = {
            "event_id", "customer_id", "ts", "event_type", "amount", "currency", "metadata"
        };
        byte[][] keys = new byte[FIELDS][];
        for (int i = 0; i < FIELDS; i++) {
            keys[i] = ascii("\"" + names[i] + "\"" + colon);
        }
        return keys;
    }
}
