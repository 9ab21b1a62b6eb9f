package io.customerreport.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.parse.Reject;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RejectRowEncoderTest {

    private final RejectRowEncoder encoder = new RejectRowEncoder();

    @Test
    void rowHasReasonFileOffsetAndLine() {
        assertThat(row(reject("{\"ts\":\"soon\"}")))
                .isEqualTo(
                        "{\"reason\":\"invalid_ts\",\"file\":\"logs/é.ndjson\","
                                + "\"offset\":10000000000,\"line\":\"{\\\"ts\\\":\\\"soon\\\"}\"}");
    }

    @Test
    void truncationIsToldOnlyOfTruncatedLines() {
        Reject reject = reject("x");
        reject.truncated = true;

        assertThat(row(reject)).endsWith(",\"line\":\"x\",\"truncated\":true}");
    }

    @Test
    void textParsesBackWhateverItHolds() throws IOException {
        StringBuilder text = new StringBuilder("é\u2028日😀\ufffd\u007f\"\\/");
        for (char c = 0; c < ' '; c++) {
            text.append(c);
        }

        String row = row(reject(text.toString()));

        assertThat(row).doesNotContain("\n");
        assertThat(new ObjectMapper().readTree(row).get("line").textValue())
                .isEqualTo(text.toString());
    }

    @Property(tries = 500)
    void rowIsOneLineOfJsonForAnyTextAndFileName(Trials trials) {
        trials.check(
                draws -> draws.text(255), draws -> draws.text(255), this::assertIsOneLineOfJson);
    }

    private void assertIsOneLineOfJson(String line, String file) throws IOException {
        Reject reject = reject(line);
        reject.file = file;

        String row = row(reject);

        JsonNode parsed =
                new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(row);
        assertThat(row).doesNotContain("\n");
        assertThat(parsed.get("line").textValue()).isEqualTo(reject.line);
        assertThat(parsed.get("file").textValue()).isEqualTo(reject.file);
    }

    @Test
    void encoderThatHasWrittenCanBeSentToATask() throws Exception {
        Reject reject = reject("x");
        String row = row(reject);

        JsonBuffer out = new JsonBuffer(1);
        InstantiationUtil.clone(encoder).encode(reject, out);

        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo(row);
    }

    private static Reject reject(String line) {
        Reject reject = new Reject();
        reject.reason = "invalid_ts";
        reject.file = "logs/é.ndjson";
        reject.offset = 10_000_000_000L;
        reject.line = line;
        return reject;
    }

    private String row(Reject reject) {
        JsonBuffer out = new JsonBuffer(1);
        encoder.encode(reject, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
