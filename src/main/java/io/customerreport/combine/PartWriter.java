package io.customerreport.combine;

import io.customerreport.aggregate.AggregateParts;
import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.bytes.Varint;
import io.customerreport.sum.ExactSums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes gathered customers as {@link CustomerAggregate#write} would their aggregates, without
 * making any.
 *
 * <p>Apart from {@link AggregateTable} because it runs once a customer, not once an event: the
 * quick compiler serves it best.
 */
final class PartWriter {

    private final GatheredCustomers gathered;
    private final DataOutputSerializer written = new DataOutputSerializer(1024);
    private final long[] sideKeys;

    private long[] dayOrder = new long[64];

    /** A writer of all customers, in any order; which must not change. */
    PartWriter(GatheredCustomers gathered) {
        this.gathered = gathered;
        this.sideKeys = gathered.typeCounts().sortedKeys();
    }

    /** Writes a customer. */
    AggregateParts write(int customer) {
        long[] record = gathered.customers().chunk(customer);
        int at = gathered.customers().offset(customer);
        written.clear();
        try {
            Varint.write(written, record[at + CustomerRecord.LATEST_TS]);
            Varint.write(written, record[at + CustomerRecord.TICKETS]);
            writeSum(record, at + CustomerRecord.TICKET_SUM, customer, CustomerRecord.NO_DAY);
            writeDays(customer, record[at + CustomerRecord.DAYS]);
            writeTypes(customer);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory failed", e);
        }
        return new AggregateParts(1, written.getCopyOfBuffer());
    }

    private void writeSum(long[] words, int at, int customer, int day) throws IOException {
        ExactSums.write(written, words[at + 1], words[at], gathered.wideSum(customer, day));
    }

    private void writeDays(int customer, long packed) throws IOException {
        dayOrder = gathered.days().sorted(packed, dayOrder);
        long[] chunk = gathered.days().chunk(packed);
        int count = DayRegions.count(packed);
        Varint.write(written, count);
        int previous = 0;
        for (int i = 0; i < count; i++) {
            int at = (int) dayOrder[i];
            int day = DayRegions.dayOf(chunk[at]);
            Varint.write(written, day - previous);
            Varint.write(written, DayRegions.eventsOf(chunk[at]));
            writeSum(chunk, at + DayRegions.SUM, customer, day);
            previous = day;
        }
    }

    /** A type may occur twice here, when it outgrew its counter of one byte. */
    private void writeTypes(int customer) throws IOException {
        int sideStart = firstSideKey(customer);
        int sideAt = sideStart;
        while (sideAt < sideKeys.length && sideKeys[sideAt] >>> 32 == customer + 1) {
            sideAt++;
        }
        long[] record = gathered.customers().chunk(customer);
        int at = gathered.customers().offset(customer) + CustomerRecord.TYPES;
        long low = record[at];
        long high = record[at + 1];
        Varint.write(written, sideAt - sideStart + nonZeroBytes(low) + nonZeroBytes(high));
        for (int i = sideStart; i < sideAt; i++) {
            writeType((int) sideKeys[i], gathered.typeCounts().get(sideKeys[i]));
        }
        writeByteCounters(low, 0);
        writeByteCounters(high, 8);
    }

    /** Where the side keys of a customer begin, if it has any. */
    private int firstSideKey(int customer) {
        int at = Arrays.binarySearch(sideKeys, CustomerRecord.sideKey(customer, 0));
        return at < 0 ? -at - 1 : at;
    }

    private void writeByteCounters(long counters, int firstType) throws IOException {
        int type = firstType;
        for (long rest = counters; rest != 0; rest >>>= 8) {
            if ((rest & 0xff) != 0) {
                writeType(type, rest & 0xff);
            }
            type++;
        }
    }

    private static int nonZeroBytes(long word) {
        int n = 0;
        for (long rest = word; rest != 0; rest >>>= 8) {
            if ((rest & 0xff) != 0) {
                n++;
            }
        }
        return n;
    }

    private void writeType(int type, long count) throws IOException {
        byte[] name = gathered.types().name(type);
        Varint.write(written, name.length);
        written.write(name);
        Varint.write(written, count);
    }
}
