package io.customerreport.cli.diagnosis;

import io.customerreport.parse.EventField;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How logs of payments call the six fields, the most telling names first. */
final class FieldNames {

    /** No likeness at all. */
    static final int UNLIKE = Integer.MAX_VALUE;

    /** Any whole name is more like than a part of one. */
    private static final int PART = 100;

    private static final Map<EventField, List<String>> NAMES = new EnumMap<>(EventField.class);

    /** What a name that is none of those may still hold. */
    private static final Map<EventField, String> PARTS =
            Map.of(
                    EventField.CUSTOMER_ID, "customer",
                    EventField.TS, "time",
                    EventField.EVENT_TYPE, "eventtype",
                    EventField.AMOUNT, "amount",
                    EventField.CURRENCY, "currency");

    static {
        put(
                EventField.EVENT_ID,
                "eventid id uuid guid messageid msgid transactionid txnid txid paymentid chargeid "
                        + "pspreference requestid reference idempotencykey");
        put(
                EventField.CUSTOMER_ID,
                "customerid customer custid clientid client userid user accountid account buyerid "
                        + "buyer payerid payer shopperid shopperreference memberid member "
                        + "subscriberid subscriber personid uid email");
        put(
                EventField.TS,
                "ts timestamp eventtime time created createdat createtime occurredat eventdate "
                        + "datetime date when unixtime epoch at t");
        put(
                EventField.EVENT_TYPE,
                "eventtype type event eventname eventcode kind action activity category name status");
        put(
                EventField.AMOUNT,
                "amount total amounttotal totalamount amountcents amountminor amountincents "
                        + "grossamount gross value price sum amt");
        put(EventField.CURRENCY, "currency currencycode ccy currencyiso isocurrency curr");
    }

    private FieldNames() {}

    private static void put(EventField field, String names) {
        NAMES.put(field, List.of(names.split(" ")));
    }

    /** How unlike the field's names a pointer's last names are: 0 is the most telling. */
    static int unlikeness(EventField field, String pointer) {
        String[] tokens = pointer.substring(1).split("/");
        String last = normalized(tokens[tokens.length - 1]);
        int whole = NAMES.get(field).indexOf(last);
        int withParent =
                tokens.length < 2
                        ? -1
                        : NAMES.get(field).indexOf(normalized(tokens[tokens.length - 2]) + last);
        if (whole >= 0 || withParent >= 0) {
            return Math.min(whole < 0 ? UNLIKE : whole, withParent < 0 ? UNLIKE : withParent);
        }
        String part = PARTS.get(field);
        return part != null && last.contains(part) ? PART : UNLIKE;
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
