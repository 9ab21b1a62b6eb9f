package io.customerreport.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesReaderTest {

    @TempDir Path folder;

    @Test
    void pairsAreReadAsPythonReadsFloats() throws UsageException {
        Map<String, Double> rates =
                RatesReader.read("EUR=1.09, GBP = 1.27 ,JPY=.0067,X=1_0.5e-1,Y=-0.0,é=5.");

        assertThat(rates)
                .isEqualTo(
                        Map.of(
                                "EUR", 1.09, "GBP", 1.27, "JPY", 0.0067, "X", 1.05, "Y", -0.0, "é",
                                5.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rates.json; is neither an existing file nor CODE=RATE pairs",
                "EUR=1.09,; is neither an existing file nor CODE=RATE pairs",
                "=1.0; is neither an existing file nor CODE=RATE pairs",
                "EUR=1f; holds '1f' for EUR, which is not a number",
                "EUR=0x1p3; holds '0x1p3' for EUR, which is not a number",
                "EUR=; holds '' for EUR, which is not a number",
                "EUR=1,EUR=1; gives more than one rate for EUR",
                "EUR=nan; holds a rate for EUR that is not a finite number",
                "EUR=-Infinity; holds a rate for EUR that is not a finite number",
                "EUR=1e999; holds a rate for EUR that is not a finite number",
            })
    void badPairsAreRefused(String value, String why) {
        assertThatThrownBy(() -> RatesReader.read(value))
                .isInstanceOf(UsageException.class)
                .hasMessage("--fx-rates '" + value + "' " + why);
    }

    @Test
    void fileHoldsAnObjectOfNumbersAndTheLastOfDuplicatesWins() throws Exception {
        String file =
                file(
                        "\uFEFF {\"EUR\": 1.09, \"GBP\": 7, \"GBP\": 1.27e0, \"\": 2,\n \"B\": -0.0 } ");

        Map<String, Double> rates = RatesReader.read(file);

        assertThat(rates).isEqualTo(Map.of("EUR", 1.09, "GBP", 1.27, "", 2.0, "B", -0.0));
    }

    @Test
    void existingFileWinsOverPairs() throws Exception {
        Path file = folder.resolve("EUR=2");
        Files.writeString(file, "{\"EUR\": 3}");

        assertThat(RatesReader.read(file.toString())).isEqualTo(Map.of("EUR", 3.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[1]; does not hold a JSON object of rates",
                "``; does not hold a JSON object of rates",
                "{\"EUR\": \"1\"}; holds no number for EUR at line 1, column 9",
                "{\"EUR\": true}; holds no number for EUR at line 1, column 9",
                "{\"EUR\": null}; holds no number for EUR at line 1, column 9",
                "{\"EUR\": {}}; holds no number for EUR at line 1, column 9",
                "{\"EUR\": [1]}; holds no number for EUR at line 1, column 9",
                "{\"EUR\": NaN}; holds a rate for EUR that is not a finite number",
                "{\"EUR\": -Infinity}; holds a rate for EUR that is not a finite number",
                "{\"EUR\": 1e999}; holds a rate for EUR that is not a finite number",
                "{} {}; holds more than one JSON object at line 1, column 5",
            })
    void badFilesAreRefused(String json, String why) throws Exception {
        String file = file(json);

        assertThatThrownBy(() -> RatesReader.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessage("--fx-rates '" + file + "' " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"EUR\": 1,}",
                "{\"EUR\" 1}",
                "{\"EUR\": 1",
                "{\"EUR\": 01}",
                "{}x",
                "{'a': 1}"
            })
    void syntaxErrorsAreRefusedWithTheirPlace(String json) throws Exception {
        String file = file("\n" + json);

        assertThatThrownBy(() -> RatesReader.read(file))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        "--fx-rates '" + file + "' is not valid JSON at line 2, column ")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void integersBeyondADoubleAreRefused() throws Exception {
        String file = file("{\"EUR\": 1" + "0".repeat(5000) + "}");

        assertThatThrownBy(() -> RatesReader.read(file))
                .hasMessageEndingWith("holds a number for EUR that is too large for a double");
    }

    @Test
    void unreadableFilesAreRefused() throws Exception {
        Path latin = folder.resolve("latin.json");
        Files.write(latin, "{\"é\": 1}".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> RatesReader.read(latin.toString()))
                .hasMessageEndingWith("is not UTF-8");
        assertThatThrownBy(() -> RatesReader.read(folder.toString()))
                .hasMessageEndingWith("is a folder, not a file with a JSON object");
    }

    private String file(String json) throws IOException {
        return Files.writeString(folder.resolve("rates.json"), json == null ? "" : json).toString();
    }
}
