package io.customerreport.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.CustomerReport;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.DistinctAggregate;
import io.customerreport.aggregate.DistinctEvents;
import io.customerreport.aggregate.DistinctEventsSerializer;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.parse.Event;
import io.customerreport.testing.Events;
import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Events of which each id counts once, from the table to the aggregate, against a plain map. */
final class DistinctEventsTest {

    private static final double MINUS_NAN = Math.copySign(Double.NaN, -1);

    private record Payment(String customer, String id, long ts, String type, double usd) {

        Event event() {
            Event event = Events.event(customer, type, ts, usd);
            event.id = ("<" + id + ">").getBytes(StandardCharsets.UTF_8);
            event.idStart = 1;
            event.idLength = event.id.length - 2;
            return event;
        }
    }

    private record Packed(DistinctEvents events, long rank) {}

    private record Counted(
            Map<String, CustomerReport> customers, long duplicates, long conflicts) {}

    @Property(tries = 300)
    void eachIdCountsOnceByItsSmallestEvent(Trials trials) {
        trials.check(
                draws -> draws.list(0, 400, () -> payment(draws)),
                draws -> draws.between(1, 60),
                (payments, atATime) ->
                        assertThat(counted(payments, atATime)).isEqualTo(expected(payments)));
    }

    @Test
    void customerWithMoreEventsThanOneRecordHoldsIsCountedOnce() {
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            payments.add(new Payment("hot", "id-" + i % 4_000, 1 + i, "type " + i % 7, i % 4_000));
        }

        Counted counted = counted(payments, 1_500);

        assertThat(counted).isEqualTo(expected(payments));
        assertThat(counted.duplicates()).isEqualTo(2_000);
        assertThat(counted.conflicts()).isEqualTo(2_000);
    }

    @Test
    void amountsAreComparedAsTotalOrderHasIt() {
        double[] ascending = {
            MINUS_NAN,
            Double.NEGATIVE_INFINITY,
            -1,
            -Double.MIN_VALUE,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            1,
            Double.POSITIVE_INFINITY,
            Double.NaN
        };

        for (int i = 1; i < ascending.length; i++) {
            assertThat(DistinctEvents.totalOrder(ascending[i - 1]))
                    .isLessThan(DistinctEvents.totalOrder(ascending[i]));
        }
    }

    private static Payment payment(Draws draws) {
        return new Payment(
                draws.oneOf("a", "b", "c" + draws.between(0, 9)),
                draws.oneOf("1", "2", draws.text(3), "id" + draws.between(0, 50)),
                draws.between(1, 3) * 86_400L,
                draws.oneOf("checkout", "view", "\uFF5E", "\uD83D\uDE00"),
                draws.oneOf(0.0, -0.0, 1.5, 2.5, Double.NaN, MINUS_NAN, draws.anyDouble()));
    }

    /** Drains the table every so many events, and sorts what it gave as a batch run would. */
    private static Counted counted(List<Payment> payments, int atATime) {
        DistinctTable table = new DistinctTable(Long.MAX_VALUE);
        List<Packed> packed = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            table.add(payments.get(i).event());
            if (i % atATime == atATime - 1) {
                drain(table, packed);
            }
        }
        drain(table, packed);
        packed.sort(Comparator.comparingLong(Packed::rank));
        Map<CustomerId, DistinctAggregate> aggregates = new HashMap<>();
        for (Packed one : packed) {
            aggregates
                    .computeIfAbsent(one.events().customer(), id -> new DistinctAggregate())
                    .add(one.events());
        }
        Map<String, CustomerReport> customers = new TreeMap<>();
        aggregates.forEach(
                (id, aggregate) ->
                        customers.put(id.toString(), report(id.toString(), aggregate.whole())));
        return new Counted(
                customers,
                aggregates.values().stream().mapToLong(DistinctAggregate::duplicates).sum(),
                aggregates.values().stream().mapToLong(DistinctAggregate::conflicts).sum());
    }

    private static void drain(DistinctTable table, List<Packed> packed) {
        table.drainTo(
                (events, rank) ->
                        packed.add(
                                new Packed(DistinctEventsSerializer.INSTANCE.copy(events), rank)));
    }

    private static Counted expected(List<Payment> payments) {
        Map<String, Map<String, List<Payment>>> byId = new TreeMap<>();
        for (Payment payment : payments) {
            byId.computeIfAbsent(payment.customer(), customer -> new HashMap<>())
                    .computeIfAbsent(payment.id(), id -> new ArrayList<>())
                    .add(payment);
        }
        Map<String, CustomerReport> customers = new TreeMap<>();
        long duplicates = 0;
        long conflicts = 0;
        for (Map.Entry<String, Map<String, List<Payment>>> customer : byId.entrySet()) {
            ExactAggregate aggregate = new ExactAggregate();
            for (List<Payment> alike : customer.getValue().values()) {
                Payment smallest = alike.get(0);
                Set<String> different = new HashSet<>();
                for (Payment payment : alike) {
                    smallest = isSmaller(payment, smallest) ? payment : smallest;
                    different.add(
                            payment.ts()
                                    + payment.type()
                                    + Double.doubleToRawLongBits(payment.usd()));
                }
                aggregate.add(smallest.event());
                duplicates += alike.size() - 1;
                conflicts += different.size() > 1 ? 1 : 0;
            }
            customers.put(customer.getKey(), report(customer.getKey(), aggregate));
        }
        return new Counted(customers, duplicates, conflicts);
    }

    private static CustomerReport report(String id, ExactAggregate aggregate) {
        return CustomerReport.of(
                new KeyedAggregate(
                        CustomerId.wrap(id.getBytes(StandardCharsets.UTF_8)), aggregate));
    }

    private static boolean isSmaller(Payment a, Payment b) {
        if (a.ts() != b.ts()) {
            return a.ts() < b.ts();
        }
        int[] typeOfA = a.type().codePoints().toArray();
        int[] typeOfB = b.type().codePoints().toArray();
        int byType = Arrays.compare(typeOfA, typeOfB);
        if (byType != 0) {
            return byType < 0;
        }
        boolean minusA = Math.copySign(1, a.usd()) < 0;
        boolean minusB = Math.copySign(1, b.usd()) < 0;
        if (minusA != minusB) {
            return minusA;
        }
        long bitsOfA = Double.doubleToRawLongBits(a.usd()) & Long.MAX_VALUE;
        long bitsOfB = Double.doubleToRawLongBits(b.usd()) & Long.MAX_VALUE;
        return minusA ? bitsOfA > bitsOfB : bitsOfA < bitsOfB;
    }
}
