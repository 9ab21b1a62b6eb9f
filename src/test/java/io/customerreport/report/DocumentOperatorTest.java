package io.customerreport.report;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerAggregate;
import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentOperatorTest {

    private OneInputStreamOperatorTestHarness<KeyedAggregate, byte[]> operator;

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void customersStandInCodePointOrderWhateverOrderTheyComeIn() throws Exception {
        // By UTF-16 units the last two would change places.
        List<String> customers = List.of("", "\"", "a", "a\u0000", "é", "\uFF5E", "😀");
        open(null);
        for (String customer : List.of("😀", "é", "a\u0000", "", "\uFF5E", "a", "\"")) {
            send(customer);
        }

        operator.endInput();

        assertThat(written().lines().filter(line -> line.length() > 1))
                .zipSatisfy(
                        customers,
                        (line, customer) -> assertThat(line).startsWith(quoted(customer) + ":{"));
    }

    @Test
    void nothingLeavesBeforeTheEndAndARestartForgetsNothing() throws Exception {
        open(null);
        send("c2");
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        send("lost with the task");
        assertThat(operator.getOutput()).isEmpty();
        operator.close();

        open(checkpoint);
        send("c1");
        operator.endInput();

        assertThat(written().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("{"),
                        line -> assertThat(line).startsWith("\"c1\":{").endsWith("},"),
                        line -> assertThat(line).startsWith("\"c2\":{").endsWith(":48}"),
                        line -> assertThat(line).isEqualTo("}"));
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        operator = new OneInputStreamOperatorTestHarness<>(new DocumentOperator());
        operator.setup(BytePrimitiveArraySerializer.INSTANCE);
        if (restored != null) {
            operator.initializeState(restored);
        }
        operator.open();
    }

    private void send(String customer) throws Exception {
        CustomerAggregate aggregate = new ExactAggregate();
        aggregate.add(event(customer, "checkout", 1, 2.5));
        byte[] utf8 = customer.getBytes(StandardCharsets.UTF_8);
        operator.processElement(
                new StreamRecord<>(
                        new KeyedAggregate(CustomerId.copyOf(utf8, 0, utf8.length), aggregate)));
    }

    private String written() {
        return operator.extractOutputValues().stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private static String quoted(String customer) {
        JsonBuffer json = new JsonBuffer(100);
        json.string(customer.getBytes(StandardCharsets.UTF_8));
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }
}
