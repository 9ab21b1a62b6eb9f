package io.customerreport.digest;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.bytes.Varint;
import io.customerreport.parse.Reject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What the page of a run shows: of all customers and all rejected lines, in bounded memory.
 *
 * <p>The digest of a whole is the merge of the digests of its parts, in any order, except for what
 * {@link FrequentTypes} says about more types than it holds. It takes about 150 kB at most, 500 kB
 * with hostile names and amounts.
 */
public final class RunDigest {

    /** The accumulator's name. */
    public static final String NAME = "digest";

    private static final int FORMAT_VERSION = 2;

    /** The format before {@link SpendHistogram} was added; savepoints may still hold it. */
    private static final int VERSION_WITHOUT_SPENDS = 1;

    private SpendByPeriod periods = new SpendByPeriod();
    private FrequentTypes types = new FrequentTypes();
    private TopCustomers top = new TopCustomers();
    private SpendHistogram spends = new SpendHistogram();
    private TicketHistogram tickets = new TicketHistogram();
    private ShardLoads shards = new ShardLoads();
    private RejectSamples rejects = new RejectSamples();
    private long customers;
    private long events;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;

    /** Adds a customer's report. */
    void add(KeyedAggregate report) {
        CustomerAggregate customer = report.aggregate();
        long customerEvents = customer.totalEvents();
        int latestDay = customer.day(customer.activeDays() - 1);
        periods.add(customer);
        customer.forEachType(types::add);
        double spend = customer.totalSpend();
        top.add(report.customer(), customer, spend, customerEvents, latestDay);
        spends.add(spend);
        tickets.add(customer);
        shards.add(report.customer(), customerEvents);
        customers++;
        events += customerEvents;
        firstDay = Math.min(firstDay, customer.day(0));
        lastDay = Math.max(lastDay, latestDay);
    }

    void add(Reject reject) {
        rejects.add(reject);
    }

    void merge(RunDigest other) {
        periods.merge(other.periods);
        types.merge(other.types);
        top.merge(other.top);
        spends.merge(other.spends);
        tickets.merge(other.tickets);
        shards.merge(other.shards);
        rejects.merge(other.rejects);
        customers += other.customers;
        events += other.events;
        firstDay = Math.min(firstDay, other.firstDay);
        lastDay = Math.max(lastDay, other.lastDay);
    }

    public SpendByPeriod periods() {
        return periods;
    }

    public FrequentTypes types() {
        return types;
    }

    public TopCustomers top() {
        return top;
    }

    /** Lacks the customers that came from a savepoint of before it was kept. */
    public SpendHistogram spends() {
        return spends;
    }

    public TicketHistogram tickets() {
        return tickets;
    }

    public ShardLoads shards() {
        return shards;
    }

    public RejectSamples rejects() {
        return rejects;
    }

    public long customers() {
        return customers;
    }

    public long events() {
        return events;
    }

    /** All spend in US dollars: the exact sum, rounded once. */
    public double spend() {
        return periods.spend(0, periods.size());
    }

    /** The first day with an event, as days since 1970-01-01, if there is any event. */
    public int firstDay() {
        return firstDay;
    }

    /** The last day with an event, as days since 1970-01-01, if there is any event. */
    public int lastDay() {
        return lastDay;
    }

    byte[] toBytes() {
        DataOutputSerializer out = new DataOutputSerializer(4096);
        try {
            out.writeByte(FORMAT_VERSION);
            Varint.write(out, customers);
            Varint.write(out, events);
            out.writeInt(firstDay);
            out.writeInt(lastDay);
            periods.write(out);
            types.write(out);
            top.write(out);
            tickets.write(out);
            shards.write(out);
            rejects.write(out);
            spends.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return out.getCopyOfBuffer();
    }

    /**
     * @throws IllegalStateException if the bytes are not those of a digest
     */
    public static RunDigest of(byte[] bytes) {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        try {
            int version = in.readByte();
            if (version != FORMAT_VERSION && version != VERSION_WITHOUT_SPENDS) {
                throw new IOException("format version " + version + " is unknown");
            }
            RunDigest digest = new RunDigest();
            digest.customers = Varint.read(in);
            digest.events = Varint.read(in);
            digest.firstDay = in.readInt();
            digest.lastDay = in.readInt();
            digest.periods = SpendByPeriod.read(in);
            digest.types = FrequentTypes.read(in);
            digest.top = TopCustomers.read(in);
            digest.tickets = TicketHistogram.read(in);
            digest.shards = ShardLoads.read(in);
            digest.rejects = RejectSamples.read(in);
            if (version != VERSION_WITHOUT_SPENDS) {
                digest.spends = SpendHistogram.read(in);
            }
            return digest;
        } catch (IOException e) {
            throw new IllegalStateException("the digest of a run cannot be read", e);
        }
    }
}
