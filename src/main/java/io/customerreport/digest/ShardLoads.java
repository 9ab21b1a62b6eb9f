package io.customerreport.digest;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.bytes.Varint;
import io.customerreport.report.Shards;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Customers and events of each shard. */
public final class ShardLoads {

    private final Shards shards = new Shards();
    private final long[] customers = new long[Shards.COUNT];
    private final long[] events = new long[Shards.COUNT];

    void add(CustomerId customer, long eventCount) {
        int shard = shards.shardOf(customer.utf8());
        customers[shard]++;
        events[shard] += eventCount;
    }

    void merge(ShardLoads other) {
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            customers[shard] += other.customers[shard];
            events[shard] += other.events[shard];
        }
    }

    public long customers(int shard) {
        return customers[shard];
    }

    public long events(int shard) {
        return events[shard];
    }

    void write(DataOutput out) throws IOException {
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            Varint.write(out, customers[shard]);
            Varint.write(out, events[shard]);
        }
    }

    static ShardLoads read(DataInput in) throws IOException {
        ShardLoads loads = new ShardLoads();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            loads.customers[shard] = Varint.read(in);
            loads.events[shard] = Varint.read(in);
        }
        return loads;
    }
}
