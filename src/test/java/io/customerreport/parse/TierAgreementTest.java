package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.generate.HostileLog;
import io.customerreport.generate.PaymentLogGenerator;
import io.customerreport.generate.PaymentLogOptions;
import io.customerreport.testing.trials.Draws;
import io.customerreport.testing.trials.Property;
import io.customerreport.testing.trials.Trials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Whatever the fast tier accepts, the slow tier reads in the same way.
 *
 * <p>Lines come from the golden corpus, from both generators, and from mutations and truncations of
 * them.
 */
class TierAgreementTest {

    private static final long SEED = 20_260_101L;

    private static final String[] VALUES = {
        "\"c1\"",
        "\"checkout\"",
        "\"EUR\"",
        "\"\"",
        "\"\u00e9\"",
        "\"\\u0041\"",
        "\"\\ud800\"",
        "1735689600",
        "1735689600.5",
        "0",
        "-1",
        "007",
        "12.5",
        "-0.0",
        "1e3",
        "1E400",
        "9007199254740993",
        "123456789012345678",
        "null",
        "true",
        "NaN",
        "-Infinity",
        "[]",
        "[1,{\"a\":2}]",
        "{}",
        "{\"ts\":1}",
        "\"12.5\"",
        "\"-0\"",
        "\"007\"",
        "\"1735689600\"",
        "1735689600.9",
        "\"1e3",
        "7\""
    };

    private static final String[] NAMES = {
        "event_id",
        "customer_id",
        "ts",
        "event_type",
        "amount",
        "currency",
        "meta",
        "t\\u0073",
        "event_type2",
        "tsx"
    };

    private static final String[] BLANKS = {"", "", "", " ", "\t", "\r", "\u00a0"};

    private final TierAgreement tiers = new TierAgreement();

    @Test
    void goldenLinesMeanTheSameToBothTiers() throws Exception {
        for (String name : List.of("basic", "hostile")) {
            List<byte[]> lines =
                    lines(
                            Files.readAllBytes(
                                    Path.of("src/test/resources/golden", name + ".ndjson")));
            for (byte[] line : lines) {
                tiers.check(line);
            }
        }

        assertThat(tiers.acceptedByFastTier()).isGreaterThan(500);
    }

    @Test
    void hostileLinesMeanTheSameToBothTiers() {
        HostileLog log = new HostileLog(SEED);
        for (int i = 0; i < 100_000; i++) {
            tiers.check(log.nextLine());
        }

        assertThat(tiers.acceptedByFastTier()).isGreaterThan(5_000);
    }

    @Test
    void lineCutOffAnywhereMeansTheSameToBothTiers() {
        List<byte[]> lines = payments(100);
        lines.addAll(respelled(lines));
        for (byte[] line : lines) {
            for (int length = 0; length <= line.length; length++) {
                tiers.check(Arrays.copyOf(line, length));
            }
        }

        assertThat(tiers.acceptedByFastTier()).isGreaterThan(0);
    }

    @Test
    void mutatedLineMeansTheSameToBothTiers() {
        Random random = new Random(SEED);
        List<byte[]> lines = payments(1_000);
        lines.addAll(respelled(lines));
        for (int i = 0; i < 300_000; i++) {
            tiers.check(mutated(lines.get(random.nextInt(lines.size())), random));
        }

        assertThat(tiers.acceptedByFastTier()).isGreaterThan(10_000);
    }

    @Property(tries = 20_000)
    void lineOfPiecesOfEventsMeansTheSameToBothTiers(Trials trials) {
        trials.check(TierAgreementTest::line, line -> tiers.check(utf8(line)));

        assertThat(tiers.acceptedByFastTier()).isGreaterThan(1_000);
    }

    /** Objects with the six fields, whole and with a piece put in, cut off, or said twice. */
    private static String line(Draws draws) {
        String event = "\"event_id\":\"e\",\"customer_id\":\"c\",\"ts\":1735689600";
        List<String> members =
                new ArrayList<>(draws.oneOf(List.of(event), List.of(event), List.of()));
        members.addAll(draws.list(0, 4, () -> member(draws)));
        String blank = draws.oneOf(BLANKS);
        String end = draws.oneOf("", "", "", "", "}", "x", ",", "{}");
        return blank + "{" + String.join(",", members) + "}" + blank + end;
    }

    private static String member(Draws draws) {
        return '"'
                + draws.oneOf(NAMES)
                + '"'
                + draws.oneOf(BLANKS)
                + ":"
                + draws.oneOf(BLANKS)
                + draws.oneOf(VALUES);
    }

    private static byte[] utf8(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fastTierTakesNearlyAllOrdinaryLines() {
        List<byte[]> lines = payments(20_000);
        EventParser parser = new EventParser(TierAgreement.RULES);
        for (byte[] line : lines) {
            parser.parse(TierAgreement.padded(line), 0);
        }

        assertThat(parser.fastLines()).isGreaterThanOrEqualTo(lines.size() * 99L / 100);
    }

    /** Ids of databases, times with a fraction, decimals in strings, nothing where none is due. */
    @Test
    void fastTierTakesTheOtherSpellingsOfPaymentServices() {
        List<byte[]> lines = respelled(payments(20_000));
        EventParser parser = new EventParser(TierAgreement.RULES);
        for (byte[] line : lines) {
            tiers.check(line);
            parser.parse(TierAgreement.padded(line), 0);
        }

        assertThat(parser.fastLines()).isGreaterThanOrEqualTo(lines.size() * 99L / 100);
    }

    private static List<byte[]> respelled(List<byte[]> lines) {
        List<byte[]> respelled = new ArrayList<>();
        for (byte[] line : lines) {
            String text = new String(line, StandardCharsets.UTF_8);
            text =
                    replaced(
                            text,
                            "\"(?:cus|evt)_([0-9a-f]+)\"",
                            hex -> "" + Long.parseLong(hex, 16));
            text = replaced(text, "(?<=\"ts\": ?)([0-9]+)", TierAgreementTest::respelledTime);
            if (text.matches(".*\"amount\": ?0[,} ].*")) {
                text = replaced(text, "(?<=\"amount\": ?)(0)", zero -> "null");
                text = replaced(text, "(?<=\"currency\": ?)(\"[A-Z]+\")", currency -> "null");
            }
            text = replaced(text, "(?<=\"amount\": ?)(-?[0-9.]+)", amount -> '"' + amount + '"');
            respelled.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return respelled;
    }

    private static String respelledTime(String seconds) {
        return seconds.endsWith("5") ? '"' + seconds + '"' : seconds + ".25";
    }

    private static String replaced(String text, String regex, UnaryOperator<String> spelling) {
        return Pattern.compile(regex)
                .matcher(text)
                .replaceAll(match -> spelling.apply(match.group(1)));
    }

    private static final byte[] INTERESTING =
            "\"\\{}[]:,0129-+.eEnulltrufasNI \t\r/bx\u00e9\u20ac\uD83D\uDE00"
                    .getBytes(StandardCharsets.UTF_8);

    private static byte[] mutated(byte[] line, Random random) {
        byte[] bytes = line.clone();
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = spliced(bytes, at, at + 1, new byte[0]);
                case 3 ->
                        bytes =
                                spliced(
                                        bytes,
                                        at,
                                        at,
                                        new byte[] {
                                            INTERESTING[random.nextInt(INTERESTING.length)]
                                        });
                default -> {
                    int end = Math.min(bytes.length, at + random.nextInt(30));
                    int to = random.nextInt(bytes.length);
                    bytes = spliced(bytes, to, to, Arrays.copyOfRange(bytes, at, end));
                }
            }
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
        byte[] result = new byte[bytes.length - (to - from) + inserted.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
        return result;
    }

    private static List<byte[]> payments(int events) {
        return lines(new PaymentLogGenerator(options(events)).toByteArray());
    }

    private static PaymentLogOptions options(int events) {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = events;
        options.seed = SEED;
        options.malformed = 0;
        return options;
    }

    private static List<byte[]> lines(byte[] log) {
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
}
