package io.customerreport.generate;

import static io.customerreport.generate.PaymentVocabulary.ascii;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Writes the events of {@link LogShape#PROVIDER} and {@link LogShape#APPLICATION}. */
final class NestedLine implements EventLine {

    private static final byte[] PROVIDER_HEAD = ascii("{\"id\":\"evt_");
    private static final byte[] CREATED =
            ascii("\",\"object\":\"event\",\"api_version\":\"2025-09-30\",\"created\":");
    private static final byte[] OBJECT = ascii(",\"data\":{\"object\":{\"id\":\"ch_");
    private static final byte[] AMOUNT = ascii("\",\"object\":\"charge\",\"amount\":");
    private static final byte[] BALANCE =
            ascii(
                    ",\"amount_refunded\":0,\"application\":null,\"application_fee\":null,"
                            + "\"balance_transaction\":\"txn_");
    private static final byte[] BILLING =
            ascii(
                    "\",\"billing_details\":{\"address\":{\"city\":null,\"country\":\"DE\",\"line1\":"
                            + "null,\"line2\":null,\"postal_code\":\"10115\",\"state\":null},\"email\":null,"
                            + "\"name\":\"Ada Lovelace\",\"phone\":null},\"captured\":true,\"currency\":");
    private static final byte[] CUSTOMER = ascii(",\"customer\":");
    private static final byte[] METHOD =
            ascii(
                    ",\"description\":\"Order \\u2116 7\",\"disputed\":false,\"fraud_details\":{},\"outcome\":"
                            + "{\"network_status\":\"approved_by_network\",\"reason\":null,\"risk_level\":"
                            + "\"normal\",\"risk_score\":12,\"type\":\"authorized\"},\"paid\":true,"
                            + "\"payment_method_details\":{\"card\":{\"brand\":\"visa\",\"exp_month\":8,"
                            + "\"exp_year\":2031,\"funding\":\"credit\",\"last4\":\"4242\",\"wallet\":null},"
                            + "\"type\":\"card\"},\"metadata\":");
    private static final byte[] TYPE =
            ascii(
                    ",\"status\":\"succeeded\"}},\"livemode\":false,\"pending_webhooks\":1,\"request\":"
                            + "{\"id\":\"req_7Qx\",\"idempotency_key\":null},\"type\":");
    private static final byte[] APPLICATION_HEAD = ascii("{\"time\":\"");
    private static final byte[] EVENT =
            ascii(
                    "\",\"level\":\"info\",\"service\":\"shop\",\"host\":\"shop-7f9c\",\"event\":"
                            + "{\"uuid\":\"");
    private static final byte[] NAME = ascii("\",\"name\":");
    private static final byte[] USER = ascii(",\"user\":{\"id\":");
    private static final byte[] TOTAL = ascii("},\"payment\":{\"total\":\"");
    private static final byte[] CURRENCY = ascii("\",\"currency\":");
    private static final byte[] CONTEXT = ascii("}},\"context\":");

    private final LogShape shape;
    private final PaymentLine events;
    private final SplitMix64 random;

    /**
     * @param events draws what the events are about
     */
    NestedLine(LogShape shape, PaymentLine events, SplitMix64 random) {
        this.shape = shape;
        this.events = events;
        this.random = random;
    }

    @Override
    public void append(LineBuffer out, long number) {
        PaymentLine.Drawn event = events.draw(number);
        if (shape == LogShape.PROVIDER) {
            appendProviders(out, number, event);
        } else {
            appendApplications(out, number, event);
        }
    }

    private void appendProviders(LineBuffer out, long number, PaymentLine.Drawn event) {
        out.put(PROVIDER_HEAD);
        out.putPadded(number, 12);
        out.put(CREATED);
        out.putDecimal(event.ts());
        out.put(OBJECT);
        out.putHex(random.nextLong(), 16);
        out.put(AMOUNT);
        out.putDecimal(events.metadata().minorUnits());
        out.put(BALANCE);
        out.putHex(random.nextLong(), 16);
        out.put(BILLING);
        out.put(ascii(quotedCurrency(event).toLowerCase(Locale.ROOT)));
        out.put(CUSTOMER);
        events.putCustomerId(out, event);
        out.put(METHOD);
        events.metadata().put(out, false);
        out.put(TYPE);
        out.put(events.quotedType(event));
        out.put('}');
    }

    private static String quotedCurrency(PaymentLine.Drawn event) {
        return new String(
                PaymentVocabulary.quotedCurrency(event.currency()), StandardCharsets.US_ASCII);
    }

    private void appendApplications(LineBuffer out, long number, PaymentLine.Drawn event) {
        out.put(APPLICATION_HEAD);
        putTime(out, event.ts());
        out.put(EVENT);
        out.putHex(SplitMix64.mix(number), 16);
        out.putHex(number, 16);
        out.put(NAME);
        out.put(events.quotedType(event));
        out.put(USER);
        events.putCustomerId(out, event);
        out.put(TOTAL);
        events.metadata().putAmount(out);
        out.put(CURRENCY);
        out.put(PaymentVocabulary.quotedCurrency(event.currency()));
        out.put(CONTEXT);
        events.metadata().put(out, false);
        out.put('}');
    }

    /** Writes the time as services in two time zones do. */
    private void putTime(LineBuffer out, long ts) {
        boolean summer = random.below(4) == 0;
        String local = Instant.ofEpochSecond(summer ? ts + 7_200 : ts).toString();
        out.put(ascii(local.substring(0, local.length() - 1)));
        out.put('.');
        out.putPadded(random.below(1_000), 3);
        out.put(ascii(summer ? "+02:00" : "Z"));
    }
}
