package io.customerreport.job;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a currency that has a rate and is written like another one but for the case. */
public final class RatedCurrencies {

    private final Map<String, String> codes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param rated the currencies that have a rate
     */
    public RatedCurrencies(Set<String> rated) {
        rated.forEach(code -> codes.put(code, code));
    }

    /** The rated currency that a code was perhaps meant to be. */
    public @Nullable String like(String code) {
        return codes.get(code);
    }
}
