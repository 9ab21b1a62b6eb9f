package io.customerreport.parse;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the currencies of a run are worth.
 *
 * <p>A currency is known by its index among those that have a rate, or as {@link Event#UNRATED};
 * the US dollar always has one.
 */
final class Currencies {

    private static final String US_DOLLAR = "USD";
    private static final double UNRATED_RATE = 1.0;

    private final List<String> codes;
    private final double[] rates;
    private final Utf8Index index;

    /** For amounts in minor units. */
    private final @Nullable MinorUnits minorUnits;

    Currencies(EventRules rules) {
        TreeMap<String, Double> rated = new TreeMap<>(rules.fxRates());
        rated.putIfAbsent(US_DOLLAR, 1.0);
        codes = List.copyOf(rated.keySet());
        rates = rated.values().stream().mapToDouble(Double::doubleValue).toArray();
        index = new Utf8Index(codes);
        minorUnits =
                rules.shape().amountUnit() == AmountUnit.MINOR
                        ? new MinorUnits(rules.shape().minorDigits())
                        : null;
    }

    /** The currency that the bytes spell. */
    int find(byte[] b, int start, int end) {
        return index.find(b, start, end);
    }

    /** US dollars for one unit of the currency. */
    double rate(int currency) {
        return currency < 0 ? UNRATED_RATE : rates[currency];
    }

    /** The amount in major units, whether the currency that the bytes spell has a rate or not. */
    double inMajorUnits(double amount, byte[] b, int start, int end) {
        return minorUnits == null ? amount : amount / minorUnits.perMajor(b, start, end);
    }

    String code(int currency) {
        return codes.get(currency);
    }

    int size() {
        return codes.size();
    }
}
