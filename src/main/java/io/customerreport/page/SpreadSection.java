package io.customerreport.page;

import io.customerreport.digest.RunDigest;
import io.customerreport.digest.SpendHistogram;

/** How spend is spread over customers: what most of them spend, and how much the highest have. */
final class SpreadSection {

    private static final int[] PERCENTILES = {10, 25, 50, 75, 90, 99};
    private static final int[] TOP_PERCENTS = {1, 10};

    /** Among this many customers, the top 1 % and the top 10 % are the same single customer. */
    private static final int FEW = 10;

    private final SpendHistogram spends;
    private final RunDigest digest;

    SpreadSection(RunDigest digest) {
        this.spends = digest.spends();
        this.digest = digest;
    }

    /**
     * Whether there are customers to compare, and all of them are known: a savepoint of an earlier
     * version does not have the spends of those before it.
     */
    boolean isWorthWhile() {
        return spends.customers() > 1
                && spends.customers() + spends.notNumbers() == digest.customers();
    }

    void write(Markup page) {
        page.open("section").element("h2", "Spend per customer");
        writeShares(page);
        page.element("p", "Percentiles of spend per customer:");
        page.open("dl", "class", "facts quantiles");
        for (int percent : PERCENTILES) {
            writeQuantile(page, percent + "%", spends.quantile(percent / 100.0));
        }
        writeQuantile(page, "100%", spends.quantile(1));
        page.close();
        page.element("p", accuracy(), "class", "note").close();
    }

    private static void writeQuantile(Markup page, String share, double spend) {
        page.open("div").element("dt", share).open("dd");
        Amounts.write(page, spend);
        page.close().close();
    }

    private void writeShares(Markup page) {
        double all = spends.positiveSpend();
        if (!Double.isFinite(all) || Numbers.shown(all) == 0) {
            return;
        }
        String text =
                "The share of all spend that comes from the customers with the highest spend.";
        page.element(
                "p",
                spends.negative() == 0
                        ? text
                        : text
                                + " Left out: %s with more refunds than payments."
                                        .formatted(Numbers.count(spends.negative(), "customer")));
        BarRows rows = new BarRows(page, "money shares", all);
        for (int percent : TOP_PERCENTS) {
            long count = (spends.customers() * percent + 99) / 100;
            if (percent == TOP_PERCENTS[0] && spends.customers() <= FEW) {
                continue;
            }
            double spend = spends.highestSpend(count);
            rows.row(
                    () ->
                            page.text("Top %s%%, ".formatted(percent))
                                    .text(Numbers.count(count, "customer")),
                    spend,
                    Numbers.percent(spend, all));
        }
        rows.end();
    }

    private String accuracy() {
        String error = Numbers.decimal(100 * SpendHistogram.RELATIVE_ERROR, 1) + "%";
        String text =
                "Off by at most %s, as customers are counted in groups of nearly equal spend."
                        .formatted(error);
        return spends.notNumbers() == 0
                ? text
                : text
                        + " Left out: %s whose spend is not a number."
                                .formatted(Numbers.count(spends.notNumbers(), "customer"));
    }
}
