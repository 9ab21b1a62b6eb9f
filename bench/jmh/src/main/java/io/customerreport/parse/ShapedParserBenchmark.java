package io.customerreport.parse;

import io.customerreport.KernelBenchmark;
import io.customerreport.PaymentLog;
import io.customerreport.generate.LogShape;
import io.customerreport.generate.PaymentLogOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Events of other shapes, beside plain ones: the bytes a second that are parsed. */
public class ShapedParserBenchmark extends KernelBenchmark {

    @Param({"PLAIN", "PROVIDER", "APPLICATION"})
    public LogShape shape;

    private EventParser parser;
    private final EventSum sum = new EventSum();
    private PaymentLog lines;
    private long expected;

    @Setup
    public void setUp() {
        EventRules rules = rules();
        PaymentLogOptions options = PaymentLog.options(60_000);
        options.shape = shape;
        lines = PaymentLog.generated(options);
        expected = EventSum.of(lines, rules);
        parser = new EventParser(rules);
    }

    private EventRules rules() {
        EventRules.Builder rules = EventRules.builder().nowTs(EventRules.MAX_NOW_TS);
        return switch (shape) {
            case PLAIN -> rules.build();
            case PROVIDER ->
                    rules.field(EventField.EVENT_ID, "id")
                            .field(EventField.CUSTOMER_ID, "/data/object/customer")
                            .field(EventField.TS, "created")
                            .field(EventField.EVENT_TYPE, "type")
                            .field(EventField.AMOUNT, "/data/object/amount")
                            .field(EventField.CURRENCY, "/data/object/currency")
                            .amountUnit(AmountUnit.MINOR)
                            .build();
            case APPLICATION ->
                    rules.field(EventField.EVENT_ID, "/event/uuid")
                            .field(EventField.CUSTOMER_ID, "/event/user/id")
                            .field(EventField.TS, "time")
                            .field(EventField.EVENT_TYPE, "/event/name")
                            .field(EventField.AMOUNT, "/event/payment/total")
                            .field(EventField.CURRENCY, "/event/payment/currency")
                            .tsUnit(TsUnit.ISO_8601)
                            .build();
        };
    }

    @Benchmark
    public void parse(Work work) {
        byte[] bytes = lines.bytes;
        int end = lines.end;
        sum.clear();
        for (int at = 0; at < end; ) {
            at = parser.parse(bytes, at);
            if (parser.outcome() == LineOutcome.ACCEPTED) {
                sum.add(parser.event());
            }
        }
        check(expected, sum.value());
        work.addBytes(end);
    }
}
