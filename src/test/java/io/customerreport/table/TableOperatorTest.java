package io.customerreport.table;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import io.customerreport.count.RunCounters;
import io.customerreport.count.TableOutage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableOperatorTest {

    private static final TableUrl URL = TableUrl.parse("jdbc:postgresql://db/pay?user=ada");

    private OneInputStreamOperatorTestHarness<KeyedAggregate, Void> harness;

    /** How many connections fail before one is made. */
    private int failures;

    /** What the user could read at each failure but the first. */
    private final List<Object> outages = new ArrayList<>();

    private int statements;

    @BeforeEach
    void start() throws Exception {
        harness = started();
        harness.open();
    }

    private OneInputStreamOperatorTestHarness<KeyedAggregate, Void> started() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new TableOperator(URL, "insert", this::connect));
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void rowsAndStatementsAreCountedOnceTheyAreWritten() throws Exception {
        harness.processElement(report("ada"), 0);
        harness.processElement(report("bob"), 0);
        assertThat(count(RunCounters.TABLE_ROWS)).isZero();

        harness.endInput();

        assertThat(count(RunCounters.TABLE_ROWS)).isEqualTo(2);
        assertThat(count(RunCounters.TABLE_BATCHES)).isEqualTo(statements).isEqualTo(1);
        assertThat(count(RunCounters.TABLE_RETRIES)).isZero();
    }

    @Test
    void serverThatIsAwayIsCountedAndToldOfUntilItIsBack() throws Exception {
        failures = 2;
        harness.processElement(report("ada"), 0);

        harness.prepareSnapshotPreBarrier(1);

        String sentence =
                "table 'customer_reports' of jdbc:postgresql://db/pay cannot be written just now:"
                        + " refused; the run waits, and tries again";
        assertThat(outages).containsExactly("", sentence, sentence);
        assertThat(accumulator(TableOutage.NAME)).contains("");
        assertThat(count(RunCounters.TABLE_RETRIES)).isEqualTo(2);
        assertThat(count(RunCounters.TABLE_ROWS)).isEqualTo(1);
    }

    @Test
    void rowsThatARestartWritesAgainCountOnce() throws Exception {
        harness.processElement(report("ada"), 0);
        harness.prepareSnapshotPreBarrier(1);
        OperatorSubtaskState checkpoint = harness.snapshot(1, 0);
        harness.processElement(report("bob"), 0);
        harness.prepareSnapshotPreBarrier(2);
        assertThat(count(RunCounters.TABLE_ROWS)).isEqualTo(2);
        harness.close();

        harness = started();
        harness.initializeState(checkpoint);
        harness.open();
        harness.processElement(report("bob"), 0);
        harness.endInput();

        assertThat(count(RunCounters.TABLE_ROWS)).isEqualTo(2);
    }

    private long count(String name) {
        return (Long) accumulator(name).orElseThrow();
    }

    private Optional<Object> accumulator(String name) {
        return Optional.ofNullable(
                        harness.getEnvironment().getAccumulatorRegistry().getUserMap().get(name))
                .map(accumulator -> accumulator.getLocalValue());
    }

    private Connection connect() throws SQLException {
        outages.add(accumulator(TableOutage.NAME).orElseThrow());
        if (outages.size() <= failures) {
            throw new SQLException("refused", "08001");
        }
        return fake(Connection.class);
    }

    /** Takes whatever it is told, and counts what is executed. */
    private <T> T fake(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        TableOperatorTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "prepareStatement" -> fake(PreparedStatement.class);
                                    case "getConnection" -> fake(Connection.class);
                                    case "executeUpdate" -> ++statements;
                                    default -> null;
                                }));
    }

    private static KeyedAggregate report(String customer) {
        ExactAggregate aggregate = new ExactAggregate();
        aggregate.add(event(customer, "view", 1_735_689_600L, 1));
        return new KeyedAggregate(
                CustomerId.wrap(customer.getBytes(StandardCharsets.UTF_8)), aggregate);
    }
}
