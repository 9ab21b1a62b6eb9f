package io.customerreport.bench.flink;

import org.apache.flink.table.functions.ScalarFunction;

/** The shard of a customer as a function of SQL, which clusters without SQL do not know. */
public final class ShardFunction extends ScalarFunction {

    public long eval(String customerId) {
        return Shard.of(customerId);
    }
}
