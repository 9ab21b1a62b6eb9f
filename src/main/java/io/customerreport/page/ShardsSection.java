package io.customerreport.page;

import io.customerreport.digest.ShardLoads;
import io.customerreport.page.BarChart.Anchor;
import io.customerreport.page.BarChart.Bar;
import io.customerreport.page.BarChart.Mark;
import io.customerreport.report.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How evenly customers and events are spread over the shards. */
record ShardsSection(ShardLoads shards, long customers, long events) {

    private static final int MARK_EVERY = 32;

    void write(Markup page) {
        page.open("section").open("details", "class", "fold").open("summary", "class", "title");
        page.element("h2", "Shards").close();
        page.element("p", introduction());
        new BarChart(
                        "shards",
                        "Events per shard; the line is their mean",
                        Shards.COUNT + " bars, one a shard; the table below has the numbers.",
                        "events",
                        true,
                        Numbers::shortCount)
                .write(page, bars(), marks(), (double) events / Shards.COUNT);
        FoldedTable table =
                new FoldedTable(
                        page, "customers and events per shard", "Shard", "Customers", "Events");
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            table.row(Integer.toString(shard))
                    .cell(Numbers.count(shards.customers(shard)))
                    .cell(Numbers.count(shards.events(shard)))
                    .endRow();
        }
        table.end();
        page.close().close();
    }

    private String introduction() {
        int fullest =
                IntStream.range(0, Shards.COUNT)
                        .reduce((a, b) -> shards.events(b) > shards.events(a) ? b : a)
                        .orElseThrow();
        long empty = IntStream.range(0, Shards.COUNT).filter(s -> shards.customers(s) == 0).count();
        double mean = (double) events / Shards.COUNT;
        return "Shard %s has the most events, %s times the mean of %s. %s."
                .formatted(
                        fullest,
                        Numbers.decimal(shards.events(fullest) / mean, 2),
                        Numbers.shortCount(mean),
                        empty == 0
                                ? "No shard is empty"
                                : empty + " of " + Shards.COUNT + " shards are empty");
    }

    private List<Bar> bars() {
        return IntStream.range(0, Shards.COUNT).mapToObj(this::bar).toList();
    }

    private Bar bar(int shard) {
        return new Bar(
                shards.events(shard),
                "Shard %s: %s, %s"
                        .formatted(
                                shard,
                                Numbers.count(shards.events(shard), "event"),
                                Numbers.count(shards.customers(shard), "customer")));
    }

    private static List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        for (int shard = 0; shard < Shards.COUNT; shard += MARK_EVERY) {
            marks.add(new Mark(shard, Integer.toString(shard), false, Anchor.START));
        }
        int last = Shards.COUNT - 1;
        marks.add(new Mark(Shards.COUNT, Integer.toString(last), false, Anchor.END));
        return marks;
    }
}
