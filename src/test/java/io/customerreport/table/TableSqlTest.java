package io.customerreport.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TableSqlTest {

    @Test
    void pageShowsTheStatementThatIsPrinted() throws Exception {
        String ddl = TableSql.ddl(TableUrl.DEFAULT).stripTrailing().indent(4);

        assertThat(Path.of("docs/table.md")).content().contains(ddl);
        assertThat(Files.readString(Path.of("docs/table.md"))).contains("--print-ddl");
    }

    @Test
    void columnsAreTheFieldsOfARow() throws Exception {
        String row =
                Files.readAllLines(Path.of("src/test/resources/golden/basic.exact.expected.ndjson"))
                        .get(0);

        for (TableSql.Column column : TableSql.COLUMNS) {
            assertThat(row).contains('"' + column.name() + "\":");
        }
    }

    @Test
    void buildWithoutTheDriverIsKnown() {
        assertThat(PostgresDriver.isIn(ClassLoader.getPlatformClassLoader())).isFalse();
    }
}
