package io.customerreport.bench.flink;

import java.time.LocalDate;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adds up the payments of a customer, and writes the report when the input has ended. */
final class ReportPerCustomer extends KeyedProcessFunction<String, Payment, String> {

    private static final double MICRO = 1e6;

    private transient ValueState<CustomerTotals> totals;
    private transient JsonMapper mapper;

    @Override
    public void open(OpenContext context) {
        totals =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("totals", CustomerTotals.class));
        mapper = JsonMapper.builder().build();
    }

    @Override
    public void processElement(Payment payment, Context context, Collector<String> out)
            throws Exception {
        CustomerTotals current = totals.value();
        if (current == null) {
            current = new CustomerTotals();
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        current.add(payment);
        totals.update(current);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
        out.collect(row(context.getCurrentKey(), totals.value()));
    }

    private String row(String customerId, CustomerTotals customer) {
        ObjectNode row = mapper.createObjectNode();
        row.put("customer_id", customerId);
        row.put("total_events", customer.events);
        row.put("total_spend_usd", round(customer.usd));
        row.put(
                "avg_ticket_usd",
                customer.tickets == 0 ? 0.0 : round(customer.ticketUsd / customer.tickets));
        row.put("active_days", customer.days.size());
        row.put("top_event_type", customer.topType());
        row.put("latest_event_ts", customer.latest);
        ObjectNode byDay = row.putObject("by_day");
        for (Map.Entry<Long, CustomerTotals.Day> day : customer.days.entrySet()) {
            byDay.putObject(LocalDate.ofEpochDay(day.getKey()).toString())
                    .put("events", day.getValue().events)
                    .put("spend_usd", day.getValue().usd);
        }
        row.put("shard", Shard.of(customerId));
        return mapper.writeValueAsString(row);
    }

    private static double round(double usd) {
        return Math.rint(usd * MICRO) / MICRO;
    }
}
