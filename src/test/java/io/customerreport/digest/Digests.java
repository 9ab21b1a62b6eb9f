package io.customerreport.digest;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Event;
import io.customerreport.parse.LineOutcome;
import io.customerreport.parse.Reject;
import io.customerreport.report.Shards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes digests of events and rejects for tests. */
public final class Digests {

    private Digests() {}

    /** The digest of the reports that the events make. */
    public static RunDigest of(List<Event> events) {
        RunDigest digest = new RunDigest();
        reports(events).forEach(digest::add);
        return digest;
    }

    /** A report per customer, in the order of their first events. */
    static List<KeyedAggregate> reports(List<Event> events) {
        Map<CustomerId, ExactAggregate> customers = new LinkedHashMap<>();
        for (Event event : events) {
            customers
                    .computeIfAbsent(
                            CustomerId.copyOf(
                                    event.customer, event.customerStart, event.customerLength),
                            absent -> new ExactAggregate())
                    .add(event);
        }
        return customers.entrySet().stream()
                .map(entry -> new KeyedAggregate(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * All that a digest says, a fact a line. The bytes of equal digests may differ: one exact sum
     * has several forms.
     */
    public static List<String> facts(byte[] bytes) {
        RunDigest digest = RunDigest.of(bytes);
        List<String> facts = new ArrayList<>();
        facts.add("customers " + digest.customers() + ", events " + digest.events());
        facts.add("spend " + digest.spend() + ", ticket " + digest.tickets().average());
        facts.add("days " + digest.firstDay() + " to " + digest.lastDay());
        SpendByPeriod periods = digest.periods();
        for (int i = 0; i < periods.size(); i++) {
            facts.add(
                    "%s %s: %s, %s"
                            .formatted(
                                    periods.granularity(),
                                    periods.start(i),
                                    periods.events(i),
                                    periods.spend(i, i + 1)));
        }
        facts.add("short by " + digest.types().maxShort());
        digest.types().top(Integer.MAX_VALUE).forEach(type -> facts.add(type.toString()));
        digest.top().ranked().forEach(customer -> facts.add(customer.toString()));
        facts.addAll(facts(digest.spends()));
        for (int bin = 0; bin < TicketHistogram.BINS; bin++) {
            facts.add("bin " + bin + ": " + digest.tickets().customers(bin));
        }
        facts.add("infinite " + digest.tickets().infinite());
        facts.add("without " + digest.tickets().without() + " of " + digest.tickets().tickets());
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            facts.add(
                    "shard %s: %s, %s"
                            .formatted(
                                    shard,
                                    digest.shards().customers(shard),
                                    digest.shards().events(shard)));
        }
        for (LineOutcome reason : LineOutcome.rejects()) {
            facts.add(reason + ": " + digest.rejects().samples(reason.code()));
        }
        return facts;
    }

    private static List<String> facts(SpendHistogram spends) {
        List<String> facts = new ArrayList<>();
        facts.add("spends " + spends.customers() + ", no numbers " + spends.notNumbers());
        facts.add("positive " + spends.positiveSpend() + ", negative " + spends.negative());
        for (long n = 1; n <= spends.customers(); n += 1 + n / 16) {
            facts.add("highest %s: %s".formatted(n, spends.highestSpend(n)));
            facts.add("rank %s: %s".formatted(n, spends.quantile((n - 0.5) / spends.customers())));
        }
        return facts;
    }

    /** Adds rejected lines to a digest. */
    public static RunDigest with(RunDigest digest, Reject... rejects) {
        for (Reject reject : rejects) {
            digest.add(reject);
        }
        return digest;
    }

    public static Reject reject(String reason, String file, long offset, String line) {
        Reject reject = new Reject();
        reject.reason = reason;
        reject.file = file;
        reject.offset = offset;
        reject.line = line;
        return reject;
    }
}
