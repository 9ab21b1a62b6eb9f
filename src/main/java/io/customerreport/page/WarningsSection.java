package io.customerreport.page;

import io.customerreport.job.LineCounts;
import io.customerreport.job.RatedCurrencies;
import io.customerreport.job.RunSummary;
import io.customerreport.source.block.InputNotice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the reader should know before the numbers: why lines could not be used, which amounts are
 * not what they look like. Nothing is written where there is nothing to say.
 */
final class WarningsSection {

    private static final int MAX_NAMED = 8;
    private static final int MAX_NOTICES = 10;

    private final RunSummary summary;
    private final LineCounts counts;
    private final RunFacts facts;
    private final RatedCurrencies rated;
    private boolean begun;

    /**
     * @param rated the currencies that have a rate
     */
    WarningsSection(RunSummary summary, RunFacts facts, Set<String> rated) {
        this.summary = summary;
        this.counts = summary.counts();
        this.facts = facts;
        this.rated = new RatedCurrencies(rated);
    }

    void write(Markup page) {
        for (String sentence : summary.diagnosis()) {
            begin(page);
            UntrustedText.sentence(page, sentence);
            page.close();
        }
        if (counts.corruptFiles() > 0) {
            say(
                    page,
                    "Incomplete: %s damaged, and read up to the damage."
                            .formatted(Numbers.count(counts.corruptFiles(), "compressed file")));
        }
        if (!summary.notices().isEmpty()) {
            writeNotices(page);
        }
        if (counts.unrated() > 0) {
            writeUnrated(page);
        }
        if (counts.rejects() > 0) {
            writeRejects(page);
        }
        if (counts.amountsDefaulted() > 0) {
            writeDefaulted(page);
        }
        if (!summary.unusedRates().isEmpty()) {
            writeUnusedRates(page);
        }
        if (begun) {
            page.close().close();
        }
    }

    private void say(Markup page, String sentence) {
        begin(page);
        page.text(sentence).close();
    }

    private void begin(Markup page) {
        if (!begun) {
            page.open("section", "class", "warnings", "aria-label", "Warnings").open("ul");
            begun = true;
        }
        page.open("li");
    }

    private void writeNotices(Markup page) {
        begin(page);
        page.text("The run noticed in its input: ");
        String comma = "";
        for (Map.Entry<String, Long> notice : summary.notices().entrySet()) {
            page.text(comma).element("code", notice.getKey());
            page.text(" " + Numbers.count(notice.getValue()));
            comma = ", ";
        }
        if (facts.notices().isEmpty()) {
            page.text(".");
        } else {
            page.text(", such as").open("ul");
            facts.notices().stream()
                    .limit(MAX_NOTICES)
                    .forEach(notice -> writeNotice(page, notice));
            page.close();
        }
        page.close();
    }

    private static void writeNotice(Markup page, InputNotice notice) {
        page.open("li");
        UntrustedText.path(page, notice.file());
        page.text(" ");
        UntrustedText.sentence(page, notice.what());
        page.close();
    }

    private void writeUnrated(Markup page) {
        begin(page);
        page.text(
                "%s (%s) had a currency without a rate; one unit counts as one US dollar: "
                        .formatted(
                                Numbers.count(counts.unrated(), "event"),
                                Numbers.percent(counts.unrated(), counts.accepted())));
        long named = 0;
        for (Map.Entry<String, Long> currency : summary.unratedCurrencies().entrySet()) {
            page.text(named == 0 ? "" : ", ");
            writeCurrency(page, currency.getKey(), currency.getValue());
            named += currency.getValue();
        }
        long others = counts.unrated() - named;
        page.text(others > 0 ? ", others " + Numbers.count(others) : "");
        page.text(". ").element("code", "--fx-rates").text(" gives rates.").close();
    }

    private void writeCurrency(Markup page, String code, long events) {
        if (code.isEmpty()) {
            page.text("none at all");
        } else {
            UntrustedText.line(page, code, false);
        }
        page.text(" " + Numbers.count(events));
        String like = rated.like(code);
        if (like != null) {
            page.text(" (not the same as ");
            UntrustedText.line(page, like, false);
            page.text(", which has a rate)");
        }
    }

    private void writeRejects(Markup page) {
        begin(page);
        page.text(
                "%s (%s of all) could not be used"
                        .formatted(
                                Numbers.count(counts.rejects(), "line"),
                                Numbers.percent(counts.rejects(), counts.lines())));
        counts.rejected()
                .forEach(
                        (reason, count) -> {
                            if (count * 2 > counts.rejects()) {
                                page.text(count == counts.rejects() ? ", all as " : ", most as ");
                                page.element("code", reason);
                            }
                        });
        page.text("; the rejected lines are at the end.").close();
    }

    private void writeDefaulted(Markup page) {
        begin(page);
        page.text(
                "%s had an amount that is not a number; it counts as $0.00."
                        .formatted(Numbers.count(counts.amountsDefaulted(), "event")));
        if (facts.firstDefaulted() != null) {
            page.text(" The first is in ");
            UntrustedText.path(page, facts.firstDefaulted().file());
            page.text(" at byte %s.".formatted(Numbers.count(facts.firstDefaulted().offset())));
        }
        page.close();
    }

    private void writeUnusedRates(Markup page) {
        begin(page);
        page.text("No event had a currency of these rates: ");
        List<String> unused = summary.unusedRates();
        for (int i = 0; i < Math.min(unused.size(), MAX_NAMED); i++) {
            page.text(i == 0 ? "" : ", ");
            UntrustedText.line(page, unused.get(i), false);
        }
        int more = unused.size() - MAX_NAMED;
        page.text(more > 0 ? " and %s more.".formatted(Numbers.count(more)) : ".").close();
    }
}
