package io.customerreport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableUrlTest {

    @Test
    void tableIsNamedByAParameterThatTheDriverDoesNotGet() {
        TableUrl url =
                TableUrl.parse("jdbc:postgresql://db/pay?user=ada&table=daily.reports&ssl=true");

        assertThat(url.table()).isEqualTo("daily.reports");
        assertThat(url.quotedTable()).isEqualTo("\"daily\".\"reports\"");
        assertThat(url.driverUrl()).isEqualTo("jdbc:postgresql://db/pay?user=ada&ssl=true");
    }

    @Test
    void tableThatIsNotNamedIsThatOfTheReports() {
        TableUrl url = TableUrl.parse("jdbc:postgresql://db:5433,other/pay");

        assertThat(url.quotedTable()).isEqualTo("\"customer_reports\"");
        assertThat(url.driverUrl()).isEqualTo("jdbc:postgresql://db:5433,other/pay");
    }

    @Test
    void nothingThatFollowsThePlaceIsShown() {
        TableUrl url = TableUrl.parse("jdbc:postgresql://db/pay?user=ada&options=-c%20role=x");

        assertThat(url).hasToString("'customer_reports' of jdbc:postgresql://db/pay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/pay?password=hunter2",
                "jdbc:postgresql://db/pay?user=ada&sslpassword=hunter2",
                "jdbc:postgresql://db/pay?PASSWORD=hunter2",
                "jdbc:postgresql://ada:hunter2@db/pay"
            })
    void passwordIsRefusedAndNotRepeated(String value) {
        assertThatThrownBy(() -> TableUrl.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("PG")
                .doesNotContain("hunter2");
        assertThat(TableUrl.shown(value)).doesNotContain("hunter2", "ada");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/pay, is not the URL of a PostgreSQL database",
        "postgres://db/pay, is not the URL of a PostgreSQL database",
        "report, is not the URL of a PostgreSQL database",
        "jdbc:postgresql://db/pay?table=, names no table",
        "jdbc:postgresql://db/pay?table=a.b.c, names no table",
        "'jdbc:postgresql://db/pay?table=a\";drop', names no table"
    })
    void whatIsNoTableIsRefused(String value, String why) {
        assertThatThrownBy(() -> TableUrl.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
