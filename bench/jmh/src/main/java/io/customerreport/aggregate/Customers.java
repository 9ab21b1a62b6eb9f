package io.customerreport.aggregate;

import io.customerreport.combine.AggregateTable;
import io.customerreport.combine.ShuffleOrder;

import io.customerreport.parse.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes aggregates of customers as the combiner hands them out. */
public final class Customers {

    private static final String[] TYPES = {"view", "login", "search", "checkout", "refund"};
    private static final double[] RATES = {1.0, 1.09, 1.27, 0.012};
    private static final long START = 1_735_689_600L;
    private static final int SECONDS = 90 * 86_400;

    private Customers() {}

    /** So many customers with so many events each, spread over 90 days; the same at each call. */
    public static List<CustomerPart> parts(int customers, int eventsEach) {
        SplittableRandom random = new SplittableRandom(1);
        AggregateTable table = new AggregateTable(Long.MAX_VALUE, new ShuffleOrder(128, 2));
        Event event = new Event();
        for (int customer = 0; customer < customers; customer++) {
            event.customer = "cus_%06x".formatted(customer).getBytes(StandardCharsets.UTF_8);
            event.customerLength = event.customer.length;
            double rate = RATES[random.nextInt(RATES.length)];
            for (int i = 0; i < eventsEach; i++) {
                event.type = TYPES[random.nextInt(TYPES.length)].getBytes(StandardCharsets.UTF_8);
                event.typeLength = event.type.length;
                event.ts = START + random.nextInt(SECONDS);
                event.usd = random.nextInt(100_000) / 100.0 * rate;
                table.add(event);
            }
        }
        List<CustomerPart> made = new ArrayList<>(customers);
        table.drainTo(made::add);
        return made;
    }

    /** The same customers, ready to be written as reports. */
    public static List<KeyedAggregate> make(int customers, int eventsEach) {
        return parts(customers, eventsEach).stream()
                .map(part -> new KeyedAggregate(part.customer(), part.parts().whole()))
                .toList();
    }
}
