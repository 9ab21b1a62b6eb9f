package io.customerreport.table;

import static io.customerreport.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.aggregate.CustomerId;
import io.customerreport.aggregate.ExactAggregate;
import io.customerreport.aggregate.KeyedAggregate;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableRowsTest {

    private static final TableUrl URL = TableUrl.parse("jdbc:postgresql://db/pay?user=ada");
    private static final String PLACE =
            "Cannot write table 'customer_reports' of jdbc:postgresql://db/pay: ";

    private final TableRows rows = new TableRows();

    @Test
    void idThatPostgresCannotHoldFailsTheJobForGood() {
        assertThatThrownBy(() -> add("a\0b", "view"))
                .isInstanceOf(LastingTableException.class)
                .hasMessage(
                        PLACE
                                + "a customer's id holds U+0000, which no text of PostgreSQL can: 'a\\u0000b'");
        assertThatThrownBy(() -> add("ada", "\0"))
                .isInstanceOf(LastingTableException.class)
                .hasMessage(
                        PLACE
                                + "an event type holds U+0000, which no text of PostgreSQL can: '\\u0000'");
        assertThat(rows.size()).isZero();
    }

    @Test
    void idThatNoIndexTakesFailsTheJobForGoodAndIsShownInPart() throws Exception {
        add("x".repeat(TableRows.LONGEST_ID), "view");

        assertThatThrownBy(() -> add("x".repeat(TableRows.LONGEST_ID + 1), "view"))
                .isInstanceOf(LastingTableException.class)
                .hasMessage(
                        PLACE
                                + "a customer's id has 2,601 bytes, and a key of PostgreSQL at most 2,600: '"
                                + "x".repeat(60)
                                + "…'");
    }

    @Test
    void statementTakesThousandsOfRowsAndNoMore() throws Exception {
        for (int row = 0; row < 4_999; row++) {
            add("c" + row, "view");
        }
        assertThat(rows.isFull()).isFalse();

        add("last", "view");

        assertThat(rows.isFull()).isTrue();
        rows.clear();
        assertThat(rows.size()).isZero();
        assertThat(rows.isFull()).isFalse();
    }

    @Test
    void rowsThatAreLongAreFewer() throws Exception {
        add("ada", "t".repeat(3 << 20));
        assertThat(rows.isFull()).isFalse();

        add("bob", "t".repeat(2 << 20));

        assertThat(rows.isFull()).isTrue();
    }

    private void add(String customer, String type) throws LastingTableException {
        ExactAggregate aggregate = new ExactAggregate();
        aggregate.add(event(customer, type, 1_735_689_600L, 1));
        rows.add(
                new KeyedAggregate(
                        CustomerId.wrap(customer.getBytes(StandardCharsets.UTF_8)), aggregate),
                URL);
    }
}
