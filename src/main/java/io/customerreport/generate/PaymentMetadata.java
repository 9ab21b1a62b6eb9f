package io.customerreport.generate;

import static io.customerreport.generate.PaymentVocabulary.ascii;
import static io.customerreport.generate.PaymentVocabulary.quoted;

/**
 * What an event is about: the items with their prices, from which the amount follows, and the
 * nested object that carries them.
 */
final class PaymentMetadata {

    private static final int MAX_ITEMS = 3;

    /** One line in this many has a note, where it is not beyond ASCII anyway. */
    private static final int NOTED = 8;

    private static final byte[][] NETWORKS = {
        ascii("\"203.0.113."), ascii("\"198.51.100."), ascii("\"192.0.2.")
    };

    private static final byte[][] USER_AGENTS =
            quoted(
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/133.0",
                    "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0",
                    "PaymentsApp/5.12.0 (Android 14; SM-S918B)",
                    "PaymentsApp/5.11.2 (iOS 18.1; iPhone15,3)",
                    "okhttp/4.12.0",
                    "python-requests/2.32.3");

    private static final byte[][] NOTES =
            quoted(
                    "gift wrap",
                    "leave at the front desk",
                    "invoice to the company, please",
                    "2nd attempt",
                    "customer said: \\\"ring twice\\\"",
                    "path C:\\\\orders\\\\in",
                    "line one\\nline two");

    private static final byte[][] NON_ASCII_NOTES =
            quoted(
                    "café, 2e étage",
                    "Größe M, bitte",
                    "请放在门口",
                    "ギフト包装 🎁",
                    "доставка вечером",
                    "ação nº 7 – urgente",
                    "caf\\u00e9, 2e \\u00e9tage",
                    "\\u8bf7\\u653e\\u5728\\u95e8\\u53e3",
                    "thanks \\ud83d\\ude00");

    private static final int IP = 0;
    private static final int USER_AGENT = 1;
    private static final int SESSION = 2;
    private static final int ITEMS = 3;
    private static final int SKU = 4;
    private static final int QUANTITY = 5;
    private static final int PRICE = 6;
    private static final int NEXT_ITEM = 7;
    private static final int NOTE = 8;

    private static final String[] PUNCTUATION = {
        "{\"ip\":",
        ",\"user_agent\":",
        ",\"session\":\"",
        ",\"items\":[",
        "{\"sku\":\"",
        ",\"qty\":",
        ",\"price\":",
        ",",
        ",\"note\":"
    };
    private static final byte[][] COMPACT = punctuation(false);
    private static final byte[][] SPACED = punctuation(true);

    private final SplitMix64 random;
    private final double nonAscii;
    private final int[] quantities = new int[MAX_ITEMS];
    private final long[] prices = new long[MAX_ITEMS];
    private int items;
    private boolean wholeUnits;
    private boolean refund;

    PaymentMetadata(SplitMix64 random, double nonAscii) {
        this.random = random;
        this.nonAscii = nonAscii;
    }

    /** Draws the items of the next event. */
    void draw(int eventType, int currency) {
        refund = eventType == PaymentVocabulary.REFUND;
        wholeUnits = currency == PaymentVocabulary.JPY;
        boolean sale = refund || eventType == PaymentVocabulary.CHECKOUT;
        items = sale ? 1 + random.below(MAX_ITEMS) : random.below(2);
        for (int i = 0; i < items; i++) {
            quantities[i] = 1 + random.below(3);
            // Log-uniform: as many prices between 1 and 2 as between 128 and 256.
            long price = 100L + random.below(100 << random.below(9));
            prices[i] =
                    switch (currency) {
                        case PaymentVocabulary.JPY -> 100 * price;
                        case PaymentVocabulary.INR -> 50 * price;
                        default -> price;
                    };
        }
    }

    /** What the items cost, in cents or whole yen. */
    long minorUnits() {
        return wholeUnits ? hundredths() / 100 : hundredths();
    }

    private long hundredths() {
        long hundredths = 0;
        for (int i = 0; i < items; i++) {
            hundredths += quantities[i] * prices[i];
        }
        return refund ? -hundredths : hundredths;
    }

    /** What the items cost; spelled in one of the ways in which services print such a sum. */
    void putAmount(LineBuffer out) {
        long hundredths = hundredths();
        int spelling = random.below(64);
        if (wholeUnits || (hundredths % 100 == 0 && spelling < 32)) {
            out.putDecimal(hundredths / 100);
        } else if (spelling == 0 && items > 0) {
            putUnrounded(out, hundredths);
        } else {
            out.putHundredths(hundredths);
        }
    }

    /** Such as 19.990000000000002, the sum of a program that does not round. */
    private void putUnrounded(LineBuffer out, long hundredths) {
        out.putDecimal(hundredths / 100);
        out.put('.');
        out.putPadded(Math.abs(hundredths % 100), 2);
        out.putPadded(1 + random.below(9), 13);
    }

    void put(LineBuffer out, boolean spaced) {
        byte[][] punctuation = spaced ? SPACED : COMPACT;
        out.put(punctuation[IP]);
        out.put(random.oneOf(NETWORKS));
        out.putDecimal(random.below(256));
        out.put('"');
        out.put(punctuation[USER_AGENT]);
        out.put(random.oneOf(USER_AGENTS));
        out.put(punctuation[SESSION]);
        out.putHex(random.nextLong(), 16);
        out.put('"');
        out.put(punctuation[ITEMS]);
        for (int i = 0; i < items; i++) {
            putItem(out, i, punctuation);
        }
        out.put(']');
        if (random.chance(nonAscii)) {
            out.put(punctuation[NOTE]);
            out.put(random.oneOf(NON_ASCII_NOTES));
        } else if (random.below(NOTED) == 0) {
            out.put(punctuation[NOTE]);
            out.put(random.oneOf(NOTES));
        }
        out.put('}');
    }

    private void putItem(LineBuffer out, int item, byte[][] punctuation) {
        if (item > 0) {
            out.put(punctuation[NEXT_ITEM]);
        }
        out.put(punctuation[SKU]);
        out.put('A' + random.below(6));
        out.put('-');
        out.putPadded(1_000 + random.below(9_000), 4);
        out.put('"');
        out.put(punctuation[QUANTITY]);
        out.putDecimal(quantities[item]);
        out.put(punctuation[PRICE]);
        if (wholeUnits) {
            out.putDecimal(prices[item] / 100);
        } else {
            out.putHundredths(prices[item]);
        }
        out.put('}');
    }

    private static byte[][] punctuation(boolean spaced) {
        byte[][] pieces = new byte[PUNCTUATION.length][];
        for (int i = 0; i < pieces.length; i++) {
            String piece = PUNCTUATION[i];
            pieces[i] = ascii(spaced ? piece.replace(":", ": ").replace(",", ", ") : piece);
        }
        return pieces;
    }
}
