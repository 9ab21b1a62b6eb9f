package io.customerreport.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void numbersStandRightAndTextLeft() {
        MarkdownTable table = new MarkdownTable(List.of("program", " wall s"));

        table.add(List.of("wc", "0.51"));
        table.add(List.of("DuckDB", "13.90"));

        assertThat(table)
                .hasToString(
                        """
                        | program | wall s |
                        |---------|-------:|
                        | wc      |   0.51 |
                        | DuckDB  |  13.90 |
                        """);
    }
}
