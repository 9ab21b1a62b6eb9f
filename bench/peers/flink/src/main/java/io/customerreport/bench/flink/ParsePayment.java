package io.customerreport.bench.flink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Turns a line of text into a payment; what Jackson cannot bind is passed over. */
final class ParsePayment extends RichFlatMapFunction<String, Payment> {

    private final TreeMap<String, Double> rates;
    private final long now;
    private transient ObjectReader reader;

    ParsePayment(Map<String, Double> rates, long now) {
        this.rates = new TreeMap<>(rates);
        this.now = now;
    }

    @Override
    public void open(OpenContext context) {
        JsonMapper mapper =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        reader = mapper.readerFor(PaymentLine.class);
    }

    @Override
    public void flatMap(String text, Collector<Payment> out) {
        PaymentLine line;
        try {
            line = reader.readValue(text);
        } catch (JacksonException notAPayment) {
            return;
        }
        if (line != null && line.isUsable(now)) {
            String type = line.event_type() == null ? "" : line.event_type();
            out.collect(new Payment(line.customer_id(), type, line.ts(), usd(line)));
        }
    }

    private double usd(PaymentLine line) {
        String currency = line.currency() == null ? "" : line.currency();
        return line.amount() * rates.getOrDefault(currency, 1.0);
    }
}
