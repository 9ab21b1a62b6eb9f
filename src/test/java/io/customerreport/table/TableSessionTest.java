package io.customerreport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.table.TableSession.Witness;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSessionTest {

    private static final TableUrl URL = TableUrl.parse("jdbc:postgresql://db/pay?user=ada");

    /** What became of the connections, in order. */
    private final List<String> events = new ArrayList<>();

    private final TableSession session = session(Duration.ofMinutes(1));

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53100", "53300", "57P01", "57P03", "40P01", "25006"})
    void whatMayBeOverSoonIsTriedAgainOnANewConnection(String state) throws Exception {
        String answer =
                session.run(
                        connection -> {
                            if (events.size() < 3) {
                                throw new SQLException("not now", state);
                            }
                            return "written";
                        });

        assertThat(answer).isEqualTo("written");
        assertThat(events).containsExactly("open", "close", "open");
    }

    @Test
    void serverThatIsAwayIsAskedAgain() throws Exception {
        TableSession away =
                new TableSession(
                        URL,
                        () -> {
                            events.add("away");
                            if (events.size() < 3) {
                                throw new SQLException("refused", "08001");
                            }
                            return connection();
                        },
                        Duration.ofMinutes(1),
                        Witness.NOBODY);

        assertThat(away.<String>run(connection -> "written")).isEqualTo("written");
        assertThat(events).containsExactly("away", "away", "away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42501", "28P01", "54000", "22021"})
    void whatLastsFailsAtOnceAndForGood(String state) {
        assertThatThrownBy(() -> session.run(connection -> fail("ERROR: no such\n thing.", state)))
                .isInstanceOf(LastingTableException.class)
                .message()
                .startsWith(
                        "Cannot write table 'customer_reports' of jdbc:postgresql://db/pay: no such thing");
        assertThat(events).containsExactly("open", "close");
    }

    @Test
    void patienceEnds() {
        assertThatThrownBy(
                        () ->
                                session(Duration.ZERO)
                                        .run(connection -> fail("FATAL: starting up", "57P03")))
                .isExactlyInstanceOf(TableException.class)
                .hasMessage(
                        "Cannot write table 'customer_reports' of jdbc:postgresql://db/pay:"
                                + " starting up; it was tried for 0 s");
    }

    @Test
    void connectionIsKeptForTheNextWork() throws Exception {
        Connection first = session.run(connection -> connection);

        assertThat(session.<Connection>run(connection -> connection)).isSameAs(first);
        assertThat(events).containsExactly("open");
    }

    private static String fail(String message, String state) throws SQLException {
        throw new SQLException(message, state);
    }

    private TableSession session(Duration patience) {
        return new TableSession(
                URL,
                () -> {
                    events.add("open");
                    return connection();
                },
                patience,
                Witness.NOBODY);
    }

    private Connection connection() {
        return (Connection)
                Proxy.newProxyInstance(
                        TableSessionTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            events.add(method.getName());
                            return null;
                        });
    }
}
