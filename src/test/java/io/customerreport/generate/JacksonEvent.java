package io.customerreport.generate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** A generated line as a strict JSON parser reads it: narrower than what the job accepts. */
record JacksonEvent(JsonNode fields) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static JacksonEvent of(byte[] line) throws JsonProcessingException, CharacterCodingException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        return new JacksonEvent(JSON.readTree(text));
    }

    /** Whether the line is an event with all fields of their ordinary kinds. */
    static boolean isOrdinary(byte[] line) {
        try {
            JsonNode fields = of(line).fields;
            return !fields.path("event_id").asText().isEmpty()
                    && !fields.path("customer_id").asText().isEmpty()
                    && fields.path("ts").canConvertToLong()
                    && fields.path("ts").asLong() > 0
                    && fields.path("ts").asLong() < 1_767_225_600L
                    && fields.path("event_type").isTextual()
                    && fields.path("amount").isNumber()
                    && fields.path("currency").asText().length() == 3
                    && fields.path("metadata").path("items").isArray();
        } catch (JsonProcessingException | CharacterCodingException e) {
            return false;
        }
    }

    long ts() {
        return fields.path("ts").asLong();
    }

    String text(String field) {
        return fields.path(field).asText();
    }

    /** The lines of a log, without their line ends. */
    static List<byte[]> split(byte[] log) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < log.length; i++) {
            if (log[i] == '\n') {
                lines.add(Arrays.copyOfRange(log, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    static String sha256(byte[] log) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(log));
    }
}
