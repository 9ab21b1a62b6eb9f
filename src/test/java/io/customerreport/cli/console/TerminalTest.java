package io.customerreport.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @Test
    void sizeOfATerminalIsRowsAndColumns() {
        Terminal terminal = Terminal.of("24 132\n", Map.of("LANG", "en_US.UTF-8"));

        assertThat(terminal).isEqualTo(new Terminal(true, 132, true));
    }

    @Test
    void unknownWidthIsTheUsualOne() {
        assertThat(Terminal.of("0 0\n", Map.of()).columns()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({"'', xterm", "stty: standard input: Not a tty, xterm", "24 80, dumb"})
    void withoutATerminalThatCanRewriteALineNobodyWatches(String answer, String term) {
        assertThat(Terminal.of(answer, Map.of("TERM", term)).isInteractive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, de_DE.utf8, true",
        "LC_CTYPE, C.UTF-8, true",
        "LANG, C, false",
        "LANG, '', false",
        "LC_ALL, POSIX, false"
    })
    void localeSaysWhatTheTerminalShows(String variable, String locale, boolean unicode) {
        assertThat(Terminal.of("24 80", Map.of(variable, locale)).isUnicode()).isEqualTo(unicode);
    }

    @Test
    void localeThatTheLauncherReplacedDoesNotCount() {
        Map<String, String> environment =
                Map.of("LC_ALL", "C.UTF-8", Terminal.ASCII_VARIABLE, "yes");

        assertThat(Terminal.of("24 80", environment).isUnicode()).isFalse();
    }

    @Test
    void streamOfATestIsNoTerminal() {
        assertThat(Terminal.ofStandardError().isInteractive()).isFalse();
    }
}
