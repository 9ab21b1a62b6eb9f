package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.count.CurrencyCounts;
import io.customerreport.count.RatesUsed;
import io.customerreport.job.JobCounts;
import io.customerreport.job.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MoneyNotesTest {

    @Test
    void fewOddAmountsAreOnlyCounted() {
        assertThat(notes(1_000, 1, 1, Map.of("JPY", 1L), Set.of("EUR"), Set.of("EUR"))).isEmpty();
    }

    @Test
    void moreThanAThousandthIsAWarning() {
        assertThat(notes(1_999, 2, 2, Map.of("JPY", 1L, "", 1L), Set.of(), Set.of()))
                .containsExactly(
                        "warning: 2 of 1999 events have a currency without a rate, and count as US dollars: (none) 1, JPY 1",
                        "warning: 2 of 1999 events have an amount that is not a number, and count as 0");
    }

    @Test
    void rateThatDiffersByCaseIsNamedHoweverFewEventsThereAre() {
        assertThat(notes(9_999, 0, 1, Map.of("eur", 1L), Set.of("EUR", "CHF"), Set.of("CHF")))
                .containsExactly(
                        "'eur' has no rate, but 'EUR' has: codes of currencies count as they are written",
                        "no event has the currency of these rates: EUR");
    }

    private static List<String> notes(
            long accepted,
            long defaulted,
            long unrated,
            Map<String, Long> currencies,
            Set<String> rates,
            Set<String> used) {
        JobCounts counts =
                new JobCounts(
                        Map.of(
                                "lines",
                                accepted,
                                "accepted",
                                accepted,
                                "amounts_defaulted",
                                defaulted,
                                "unrated",
                                unrated,
                                CurrencyCounts.NAME,
                                currencies,
                                RatesUsed.NAME,
                                used));
        return MoneyNotes.of(RunSummary.of(counts, rates, Duration.ZERO), rates);
    }
}
