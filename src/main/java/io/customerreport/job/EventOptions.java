package io.customerreport.job;

import io.customerreport.parse.EventRules;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What events mean.
 *
 * @param fxRates US dollars for one unit of a currency, all finite
 * @param types the event types to keep, without it all; an empty set keeps none
 * @param nowTs unix seconds; later events are rejected, unless the run is continuous
 */
public record EventOptions(
        Map<String, Double> fxRates, @Nullable Set<String> types, long nowTs, Summation summation) {

    public EventOptions {
        fxRates = Map.copyOf(fxRates);
        types = types == null ? null : Set.copyOf(types);
    }

    public EventRules rules() {
        return new EventRules(fxRates, types, nowTs);
    }
}
