package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.testing.input.Golden;
import io.customerreport.testing.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run in a JVM whose locale has digits, letters and separators of its own. */
@Timeout(180)
class LocaleIT {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa-IR-u-nu-arabext",
                "ar-SA",
                "th-TH-u-nu-thai",
                "tr-TR",
                "bn-BD-u-nu-beng",
                "de-CH"
            })
    void rowsAndSummaryAreTheSameInEveryLocale(String tag) throws Exception {
        ChildProcess run =
                ChildProcess.startJava(
                        folder,
                        jvm(Locale.forLanguageTag(tag)),
                        EmbeddedMain.class,
                        "--input=" + Golden.input("basic").toAbsolutePath(),
                        "--output=reports",
                        "--summary=summary.json",
                        "--now=" + Golden.NOW_TS,
                        "--fx-rates=EUR=1.09,GBP=1.27,JPY=0.0067,INR=0.012,BRL=0.19,CHF=1.13",
                        "--parallelism=2");

        assertThat(run.exitStatus()).as(run.err()).isZero();
        assertThat(rows()).isEqualTo(expectedRows());
        assertThat(run.out()).containsPattern("lines +26\n").isASCII();
        assertThat(folder.resolve("summary.json"))
                .content()
                .isASCII()
                .startsWith("{\"lines\":26,\"blank\":")
                .contains("\"seconds\":");
    }

    private List<String> jvm(Locale locale) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "-Xmx512m",
                                "-Djava.io.tmpdir=" + folder,
                                "-Duser.language=" + locale.getLanguage(),
                                "-Duser.country=" + locale.getCountry()));
        String extension = locale.getExtension(Locale.UNICODE_LOCALE_EXTENSION);
        if (extension != null) {
            options.add("-Duser.extensions=u-" + extension);
        }
        return options;
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
            for (Path file : files.toList()) {
                rows.addAll(Files.readAllLines(file));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static List<String> expectedRows() throws IOException {
        Path expected = Golden.input("basic").resolveSibling("basic.exact.expected.ndjson");
        List<String> rows = new ArrayList<>(Files.readAllLines(expected));
        Collections.sort(rows);
        return rows;
    }
}
