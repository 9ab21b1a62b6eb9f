package io.customerreport.bench.flink;

/**
 * An event as it travels between the tasks; public and mutable, as Flink's serializer for plain
 * objects wants it.
 */
public class Payment {

    public String customerId;
    public String eventType;
    public long ts;
    public double usd;

    public Payment() {}

    Payment(String customerId, String eventType, long ts, double usd) {
        this.customerId = customerId;
        this.eventType = eventType;
        this.ts = ts;
        this.usd = usd;
    }
}
