package io.customerreport.digest;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.bytes.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The {@value #LIMIT} customers with the highest spend, the same in any order of additions. */
public final class TopCustomers {

    public static final int LIMIT = 20;

    /** Spend that is not a number ranks after all other spend. */
    private static final Comparator<Customer> RANKING =
            Comparator.comparing((Customer customer) -> Double.isNaN(customer.spend()))
                    .thenComparing(Comparator.comparingDouble(Customer::spend).reversed())
                    .thenComparing(Customer::id);

    private final TreeSet<Customer> ranked = new TreeSet<>(RANKING);

    /**
     * What is shown of a customer.
     *
     * @param spend in US dollars, not rounded to decimals
     * @param averageTicket in US dollars, not rounded to decimals; 0.0 without any
     * @param lastDay the day of the latest event, as days since 1970-01-01
     */
    public record Customer(
            Label id,
            double spend,
            long events,
            int activeDays,
            double averageTicket,
            int lastDay) {}

    void add(CustomerId id, CustomerAggregate customer, double spend, long events, int lastDay) {
        if (ranked.size() == LIMIT && isBelowAll(spend)) {
            return;
        }
        add(
                new Customer(
                        Label.of(id.utf8()),
                        spend,
                        events,
                        customer.activeDays(),
                        customer.averageTicket(),
                        lastDay));
    }

    /** Spares most customers the making of a record; a tie is decided by the ranking. */
    private boolean isBelowAll(double spend) {
        return spend < ranked.last().spend();
    }

    void merge(TopCustomers other) {
        other.ranked.forEach(this::add);
    }

    private void add(Customer customer) {
        ranked.add(customer);
        if (ranked.size() > LIMIT) {
            ranked.pollLast();
        }
    }

    public List<Customer> ranked() {
        return List.copyOf(ranked);
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, ranked.size());
        for (Customer customer : ranked) {
            customer.id().write(out);
            out.writeDouble(customer.spend());
            Varint.write(out, customer.events());
            Varint.write(out, customer.activeDays());
            out.writeDouble(customer.averageTicket());
            Varint.write(out, customer.lastDay());
        }
    }

    static TopCustomers read(DataInput in) throws IOException {
        TopCustomers top = new TopCustomers();
        for (int n = Varint.readInt(in); n > 0; n--) {
            top.add(
                    new Customer(
                            Label.read(in),
                            in.readDouble(),
                            Varint.read(in),
                            Varint.readInt(in),
                            in.readDouble(),
                            Varint.readInt(in)));
        }
        return top;
    }
}
