package io.customerreport.cli.console;

import io.customerreport.job.LineCounts;
import io.customerreport.job.RatedCurrencies;
import io.customerreport.job.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says where amounts of a run may not be worth what the user thinks. */
public final class MoneyNotes {

    /** One odd event in this many needs no warning. */
    private static final long WARNING_SHARE = 1_000;

    private MoneyNotes() {}

    /**
     * One sentence each, none where all amounts are as they should be.
     *
     * @param rates the currencies that have rates
     */
    public static List<String> of(RunSummary summary, Set<String> rates) {
        LineCounts counts = summary.counts();
        List<String> notes = new ArrayList<>();
        if (counts.unrated() * WARNING_SHARE > counts.accepted()) {
            notes.add(
                    "warning: %s of %s events have a currency without a rate, and count as US dollars: %s"
                            .formatted(
                                    counts.unrated(),
                                    counts.accepted(),
                                    codes(summary.unratedCurrencies())));
        }
        if (counts.amountsDefaulted() * WARNING_SHARE > counts.accepted()) {
            notes.add(
                    "warning: %s of %s events have an amount that is not a number, and count as 0"
                            .formatted(counts.amountsDefaulted(), counts.accepted()));
        }
        RatedCurrencies rated = new RatedCurrencies(rates);
        summary.unratedCurrencies()
                .keySet()
                .forEach(
                        code -> {
                            String like = rated.like(code);
                            if (like != null) {
                                notes.add(
                                        "'%s' has no rate, but '%s' has: codes of currencies count as they are written"
                                                .formatted(code, like));
                            }
                        });
        if (!summary.unusedRates().isEmpty()) {
            notes.add(
                    "no event has the currency of these rates: "
                            + String.join(", ", summary.unusedRates()));
        }
        return notes;
    }

    private static String codes(Map<String, Long> currencies) {
        return currencies.entrySet().stream()
                .map(
                        currency ->
                                "%s %d"
                                        .formatted(
                                                currency.getKey().isEmpty()
                                                        ? "(none)"
                                                        : currency.getKey(),
                                                currency.getValue()))
                .collect(Collectors.joining(", "));
    }
}
