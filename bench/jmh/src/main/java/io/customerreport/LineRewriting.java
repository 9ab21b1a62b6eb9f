package io.customerreport;

/** Makes another kind of line of an ordinary one, whose fields stand in their usual order. */
enum LineRewriting {

    /** A space after each colon and comma: the generator writes it so. */
    SPACED {
        @Override
        String rewrite(String line, int number) {
            return line;
        }
    },

    /** Ignored fields that are eight times as long and two levels deeper. */
    METADATA {
        @Override
        String rewrite(String line, int number) {
            int start = line.indexOf(METADATA_KEY) + METADATA_KEY.length();
            String value = line.substring(start, line.length() - 1);
            String history = (value + ",").repeat(7) + value;
            return line.substring(0, start) + "{\"history\":[" + history + "]}}";
        }
    },

    /** Text in several scripts, between a sixth and half of the line. */
    NON_ASCII {
        @Override
        String rewrite(String line, int number) {
            String text = TEXTS[number % TEXTS.length];
            return line.replace(METADATA_KEY, "\"description\":\"" + text + "\"," + METADATA_KEY);
        }
    },

    /** Amounts in all spellings that JSON has. */
    DECIMALS {
        @Override
        String rewrite(String line, int number) {
            return withValue(line, "amount", AMOUNTS[number % AMOUNTS.length]);
        }
    },

    /** The other types of values that payment services have for the fields. */
    RESPELLED {
        @Override
        String rewrite(String line, int number) {
            String respelled = withValue(line, "customer_id", "" + (10_000_000 + number % 9_999));
            respelled = withValue(respelled, "ts", 1_735_689_600 + number + ".25");
            return number % 4 == 0
                    ? withValue(withValue(respelled, "amount", "null"), "currency", "null")
                    : withValue(respelled, "amount", "\"" + number % 9_999 / 100.0 + "\"");
        }
    },

    /** Lines that are accepted, but only by the slow tier. */
    ODD {
        @Override
        String rewrite(String line, int number) {
            return switch (number % 8) {
                case 0 -> line.replace("event_id", "event\\u005fid");
                case 1 -> withValue(line, "ts", "\" 1735689600 \"");
                case 2 -> withValue(line, "ts", "1735689600e0");
                case 3 -> withValue(line, "customer_id", "-" + number);
                case 4 -> withValue(line, "customer_id", "\"caf\\u00e9 " + number % 999 + "\"");
                case 5 -> withValue(line, "amount", "\"1_000.5\"");
                case 6 -> line.replace("\"session\":", "\"risk\":NaN,\"session\":");
                default -> "\u00a0" + line;
            };
        }
    };

    private static final String METADATA_KEY = "\"metadata\":";

    private static final String[] TEXTS = {
        "Größe M, bitte mit Schleife für Frau Müller – schönen Gruß aus Köln",
        "доставка вечером, позвонить за час до приезда курьера",
        "请放在门口，不要按门铃，谢谢。下午三点以后送货，周末也可以。",
        "ギフト包装 🎁 をお願いします 🎉 誕生日プレゼントです",
        "ação nº 7 – urgente: a encomenda não chegou à direção certa",
        "παράδοση μετά τις πέντε το απόγευμα παρακαλώ"
    };

    private static final String[] AMOUNTS = {
        "0",
        "-0",
        "7",
        "12.5",
        "-42.88",
        "199.99",
        "1234567.891",
        "19.990000000000002",
        "0.1",
        "1e3",
        "1.5E-7",
        "-2.5e+2",
        "123456789012345678",
        "0.12345678901234567890",
        "5e-324"
    };

    abstract String rewrite(String line, int number);

    private static String withValue(String line, String field, String value) {
        int start = line.indexOf("\"" + field + "\":") + field.length() + 3;
        int end = line.indexOf(",\"", start);
        return line.substring(0, start) + value + line.substring(end < 0 ? line.length() : end);
    }
}
