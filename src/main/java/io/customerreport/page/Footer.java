package io.customerreport.page;

import io.customerreport.job.EventOptions;
import io.customerreport.job.RunSummary;
import io.customerreport.job.Summation;

/** The end of the page: what the numbers mean, and how long the run took. */
record Footer(EventOptions options, RunSummary summary) {

    void write(Markup page) {
        page.open("footer").element("h2", "About these numbers").open("ul");
        page.element("li", "Days are those of UTC. " + rates());
        page.element("li", sums());
        if (options.rules().allowedEventTypes() != null) {
            page.element(
                    "li",
                    "Only events of %s were kept; %s filtered out."
                            .formatted(
                                    Numbers.count(
                                            options.rules().allowedEventTypes().size(), "type"),
                                    Numbers.count(summary.counts().filtered(), "line")));
        }
        page.element(
                "li",
                "A ticket is a checkout of a positive amount. The shard follows from the customer's id.");
        page.element(
                "li",
                "Blue is money, green are events, violet are customers; red is what could not be used"
                        + " or is not a number, amber what to look at first.");
        page.close();
        page.element(
                "p",
                "%s in %s seconds."
                        .formatted(
                                Numbers.count(summary.counts().lines(), "line"),
                                Numbers.decimal(summary.seconds(), 1)));
        page.close();
    }

    private String rates() {
        return options.rules().fxRates().isEmpty()
                ? "Every currency counts as US dollars, one for one."
                : "Amounts in %s are converted; any other counts as US dollars, one for one."
                        .formatted(
                                options.rules().fxRates().size() == 1
                                        ? "one currency"
                                        : options.rules().fxRates().size() + " currencies");
    }

    private String sums() {
        String shown =
                "Amounts are rounded to cents here; the value attribute of each amount in the page's source has all of its digits.";
        return options.summation() == Summation.EXACT
                ? "Sums are exact, and rounded once, at the end. " + shown
                : "A customer's amounts are added in the order of the input; sums over"
                        + " customers are the exact sums of their days. "
                        + shown;
    }
}
