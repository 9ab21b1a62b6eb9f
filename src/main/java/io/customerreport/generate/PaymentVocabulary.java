package io.customerreport.generate;

import java.nio.charset.StandardCharsets;

/** The customers, event types and currencies of a log, and how often each occurs. */
final class PaymentVocabulary {

    static final int CHECKOUT = 0;
    static final int REFUND = 1;

    private static final String[] EVENT_TYPES = {
        "checkout",
        "refund",
        "view",
        "click",
        "search",
        "add_to_cart",
        "remove_from_cart",
        "login",
        "subscribe"
    };
    private static final int[] EVENT_TYPE_WEIGHTS = {150, 20, 350, 200, 90, 100, 30, 50, 10};

    static final int USD = 0;
    static final int JPY = 3;
    static final int INR = 4;

    private static final byte[][] CURRENCIES =
            quoted("USD", "EUR", "GBP", "JPY", "INR", "BRL", "CHF");
    private static final int[] CURRENCY_WEIGHTS = {45, 20, 10, 8, 8, 5, 4};
    private static final byte[] CURRENCY_OF_PERCENT = spread(CURRENCY_WEIGHTS, 100);

    /** One event in this many is paid in another currency than the customer's own. */
    private static final int ABROAD = 20;

    private static final byte[] CUSTOMER_PREFIX = ascii("\"cus_");

    private final int customerBits;
    private final byte[][] eventTypes;
    private final int[] cumulativeWeights;

    PaymentVocabulary(int customers, int eventTypeCount) {
        int needed = Integer.SIZE - Integer.numberOfLeadingZeros(customers);
        customerBits = Math.max(24, (needed + 3) / 4 * 4);
        eventTypes = new byte[eventTypeCount][];
        cumulativeWeights = new int[eventTypeCount];
        int sum = 0;
        for (int i = 0; i < eventTypeCount; i++) {
            boolean named = i < EVENT_TYPES.length;
            eventTypes[i] = ascii("\"" + (named ? EVENT_TYPES[i] : "custom_" + (i + 1)) + "\"");
            sum += named ? EVENT_TYPE_WEIGHTS[i] : 5;
            cumulativeWeights[i] = sum;
        }
    }

    /**
     * A customer's number as it is spelled: distinct for distinct ranks, without the ranks' order,
     * and independent of the seed, so that several logs are about the same customers.
     */
    long customerCode(int rank) {
        // Odd factors and xor-shifts are bijections of the low bits.
        long mask = (1L << customerBits) - 1;
        long code = (rank * 0x9e3779b1L) & mask;
        code ^= code >>> (customerBits / 2);
        code = (code * 0x85ebca6bL) & mask;
        return code ^ (code >>> (customerBits / 2));
    }

    void putCustomerId(LineBuffer out, long code) {
        out.put(CUSTOMER_PREFIX);
        out.putHex(code, customerBits / 4);
        out.put('"');
    }

    int eventType(SplitMix64 random) {
        int drawn = random.below(cumulativeWeights[cumulativeWeights.length - 1]);
        int type = 0;
        while (drawn >= cumulativeWeights[type]) {
            type++;
        }
        return type;
    }

    byte[] quotedEventType(int type) {
        return eventTypes[type];
    }

    /** Mostly the customer's own. */
    int currency(long customerCode, SplitMix64 random) {
        long draw =
                random.below(ABROAD) == 0 ? random.nextLong() : SplitMix64.mix(customerCode + 1);
        return CURRENCY_OF_PERCENT[(int) ((draw >>> 1) % 100)];
    }

    static byte[] quotedCurrency(int currency) {
        return CURRENCIES[currency];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Each text as UTF-8 in quotes; escapes are the caller's. */
    static byte[][] quoted(String... texts) {
        byte[][] quoted = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            quoted[i] = ("\"" + texts[i] + "\"").getBytes(StandardCharsets.UTF_8);
        }
        return quoted;
    }

    private static byte[] spread(int[] weights, int total) {
        byte[] spread = new byte[total];
        int next = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights[i]; j++) {
                spread[next++] = (byte) i;
            }
        }
        return spread;
    }
}
