package io.customerreport.digest;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.digest.TopCustomers.Customer;
import io.customerreport.parse.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RunDigestTest {

    private static final long DAY = 86_400;

    @Test
    void mergeInAnyOrderAndGroupingIsTheDigestOfTheWhole() {
        List<Event> events = payments(new Random(11), 3_000);
        List<KeyedAggregate> reports = new ArrayList<>(Digests.reports(events));
        List<String> whole = Digests.facts(Digests.of(events).toBytes());

        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Collections.shuffle(reports, random);
            List<RunDigest> parts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                parts.add(new RunDigest());
            }
            reports.forEach(report -> parts.get(random.nextInt(4)).add(report));
            RunDigest merged = new RunDigest();
            parts.forEach(part -> merged.merge(RunDigest.of(part.toBytes())));

            assertThat(Digests.facts(merged.toBytes())).isEqualTo(whole);
        }
    }

    @Test
    void accumulatorsMergeAsDigestsDo() {
        List<Event> events = payments(new Random(12), 500);
        List<KeyedAggregate> reports = Digests.reports(events);
        RunDigest some = new RunDigest();
        RunDigest others = new RunDigest();
        reports.subList(0, 7).forEach(some::add);
        reports.subList(7, reports.size()).forEach(others::add);

        DigestAccumulator accumulator = new DigestAccumulator(some.toBytes());
        DigestAccumulator before = accumulator.clone();
        accumulator.merge(new DigestAccumulator(others.toBytes()));

        assertThat(Digests.facts(accumulator.getLocalValue()))
                .isEqualTo(Digests.facts(Digests.of(events).toBytes()));
        assertThat(before.getLocalValue()).isEqualTo(some.toBytes());
    }

    @Test
    void totalsAreExactSumsRoundedOnce() {
        List<Event> events = new ArrayList<>();
        BigDecimal exact = BigDecimal.ZERO;
        Random random = new Random(13);
        for (int i = 0; i < 2_000; i++) {
            double usd = (random.nextDouble() - 0.4) * Math.pow(10, random.nextInt(30) - 12);
            events.add(event("c" + i % 50, "checkout", 1 + i % 90 * DAY, usd));
            exact = exact.add(new BigDecimal(usd));
        }

        RunDigest digest = Digests.of(events);

        assertThat(digest.spend()).isEqualTo(exact.doubleValue());
        assertThat(digest.periods().size()).isEqualTo(90);
        assertThat(digest.events()).isEqualTo(2_000);
        assertThat(digest.customers()).isEqualTo(50);
    }

    @Test
    void oneAmountThatIsNoNumberSpoilsItsDayAndTheTotalAlone() {
        RunDigest digest =
                Digests.of(
                        List.of(
                                event("a", "view", 1, Double.NaN),
                                event("b", "view", 1 + DAY, 2.5),
                                event("c", "view", 1 + 2 * DAY, Double.POSITIVE_INFINITY)));

        assertThat(digest.spend()).isNaN();
        assertThat(digest.periods().spend(0, 1)).isNaN();
        assertThat(digest.periods().spend(1, 2)).isEqualTo(2.5);
        assertThat(digest.periods().spend(2, 3)).isInfinite();
        assertThat(digest.top().ranked())
                .extracting(customer -> customer.id().text())
                .containsExactly("c", "b", "a");
    }

    @Test
    void topCustomersAreThoseOfHighestSpendAndTiesGoByCodePoint() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            events.add(event("c" + i, "view", 1, i % 100));
        }
        events.add(event("\uFF5E", "view", 1, 1000));
        events.add(event("\uD83D\uDE00", "view", 1, 1000));

        List<Customer> top = Digests.of(events).top().ranked();

        assertThat(top).hasSize(TopCustomers.LIMIT);
        assertThat(top)
                .extracting(customer -> customer.id().text())
                .startsWith(
                        "\uFF5E", "\uD83D\uDE00", "c199", "c299", "c399", "c499", "c99", "c198");
    }

    @Test
    void longNamesAreCutButStayDifferent() {
        String head = "é".repeat(200);
        List<Event> events =
                List.of(event(head + "a", head + "x", 1, 1), event(head + "b", head + "y", 1, 2));

        RunDigest digest = RunDigest.of(Digests.of(events).toBytes());

        assertThat(digest.top().ranked()).hasSize(2);
        assertThat(digest.types().size()).isEqualTo(2);
        assertThat(digest.top().ranked().get(0).id().text()).isEqualTo("é".repeat(80));
        assertThat(digest.top().ranked().get(0).id().codePoints()).isEqualTo(201);
    }

    @Test
    void shardsAddUpToTheWhole() {
        RunDigest digest = Digests.of(payments(new Random(14), 800));
        long customers = 0;
        long events = 0;
        for (int shard = 0; shard < 128; shard++) {
            customers += digest.shards().customers(shard);
            events += digest.shards().events(shard);
        }

        assertThat(customers).isEqualTo(digest.customers());
        assertThat(events).isEqualTo(800);
    }

    @Test
    void ticketsAreBinnedByTheAverageOfACustomer() {
        RunDigest digest =
                Digests.of(
                        List.of(
                                event("below", "checkout", 1, 1e-9),
                                event("on-bound", "checkout", 1, 15),
                                event("average", "checkout", 1, 10),
                                event("average", "checkout", 1, 19),
                                event("beyond", "checkout", 1, 1e200),
                                event("infinite", "checkout", 1, Double.POSITIVE_INFINITY),
                                event("refund", "refund", 1, 15)));
        TicketHistogram tickets = digest.tickets();

        assertThat(tickets.customers(0)).isEqualTo(1);
        assertThat(tickets.customers(TicketHistogram.BINS - 1)).isEqualTo(1);
        assertThat(tickets.infinite()).isEqualTo(1);
        assertThat(tickets.without()).isEqualTo(1);
        int bin = 1;
        while (TicketHistogram.bound(bin) < 15) {
            bin++;
        }
        assertThat(TicketHistogram.bound(bin)).isEqualTo(15);
        assertThat(tickets.customers(bin)).isEqualTo(1);
        assertThat(tickets.customers(bin - 1)).isEqualTo(1);
        assertThat(tickets.tickets()).isEqualTo(6);
        assertThat(tickets.average()).isInfinite();
    }

    @Test
    void samplesAreTheFirstOfEachReasonWhateverComesFirst() {
        RunDigest digest = new RunDigest();
        for (int i = 9; i >= 0; i--) {
            Digests.with(digest, Digests.reject("malformed_json", "b.ndjson", i, "line " + i));
        }
        Digests.with(digest, Digests.reject("malformed_json", "a.ndjson", 70, "x".repeat(9_999)));

        List<RejectSamples.Sample> samples =
                RunDigest.of(digest.toBytes()).rejects().samples("malformed_json");

        assertThat(samples)
                .extracting(sample -> sample.file() + " " + sample.offset())
                .containsExactly("a.ndjson 70", "b.ndjson 0", "b.ndjson 1");
        assertThat(samples.get(0).head()).hasSize(RejectSamples.MAX_CODE_POINTS);
        assertThat(samples.get(0).codePoints()).isEqualTo(9_999);
        assertThat(digest.rejects().samples("future_ts")).isEmpty();
    }

    @Test
    void digestOfAJobBeforeSpendsWereKeptIsRead() {
        RunDigest digest = Digests.of(payments(new Random(15), 300));
        byte[] bytes = digest.toBytes();
        int spends = bytesOf(digest.spends());
        byte[] before = Arrays.copyOf(bytes, bytes.length - spends);
        before[0] = 1;

        RunDigest restored = RunDigest.of(before);

        assertThat(restored.customers()).isEqualTo(digest.customers());
        assertThat(restored.spend()).isEqualTo(digest.spend());
        assertThat(restored.spends().customers()).isZero();
        assertThat(RunDigest.of(restored.toBytes()).events()).isEqualTo(300);
    }

    @Test
    void bytesOfAnotherFormatAreRefused() {
        byte[] bytes = new RunDigest().toBytes();
        bytes[0] = 77;

        assertThatThrownBy(() -> RunDigest.of(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("format version 77 is unknown");
    }

    private static int bytesOf(SpendHistogram spends) {
        DataOutputSerializer out = new DataOutputSerializer(64);
        try {
            spends.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.length();
    }

    private static List<Event> payments(Random random, int count) {
        String[] types = {"checkout", "view", "", "refund", "\uD83D\uDE00", "t".repeat(500)};
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double usd = Math.exp(random.nextGaussian() * 3) * (random.nextInt(9) == 0 ? -1 : 1);
            events.add(
                    event(
                            "customer-" + random.nextInt(120),
                            types[random.nextInt(types.length)],
                            1 + random.nextInt(400) * DAY,
                            random.nextInt(300) == 0 ? usd * 1e300 : usd));
        }
        return events;
    }
}
