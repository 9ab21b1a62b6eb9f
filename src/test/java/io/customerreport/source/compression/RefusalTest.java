package io.customerreport.source.compression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "logs/a.zip | unzip -p logs/a.zip >a-unpacked.ndjson",
                "a.ndjson.zip | unzip -p a.ndjson.zip >a-unpacked.ndjson",
                "a.ndjson | unzip -p a.ndjson >a-unpacked.ndjson",
                "a | unzip -p a >a-unpacked.ndjson",
                "my logs/it's.zip | unzip -p 'my logs/it'\\''s.zip' >'it'\\''s-unpacked.ndjson'",
                "$(reboot).zip | unzip -p '$(reboot).zip' >'$(reboot)-unpacked.ndjson'",
                "-rf.zip | unzip -p ./-rf.zip >'-rf-unpacked.ndjson'",
                "s3://logs/2025/a.ZIP | unzip -p a.ZIP >a-unpacked.ndjson",
            })
    void commandCanBeTypedAsItIsAndWritesOverNothing(String file, String command) {
        String sentence = Refusal.content(ContentKind.ZIP).sentence(file);

        assertThat(sentence)
                .isEqualTo("'%s' is a zip archive: unpack it first (%s)", file, command);
    }

    @ParameterizedTest
    @CsvSource({"PARQUET", "AVRO", "SQLITE", "PROGRAM"})
    void whatIsNoTextIsToBeWrittenAsJson(ContentKind kind) {
        assertThat(Refusal.content(kind).sentence("a"))
                .isEqualTo(
                        "'a' is %s: write what it holds as JSON first, one object a line",
                        kind.description());
    }
}
