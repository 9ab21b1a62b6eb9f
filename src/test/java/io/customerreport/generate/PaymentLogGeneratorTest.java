package io.customerreport.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentLogGeneratorTest {

    @Test
    void equalOptionsGiveEqualBytes() {
        byte[] once = generate(options(2_000));
        byte[] again = generate(options(2_000));

        assertThat(once).isEqualTo(again);
    }

    @Test
    void bytesAreTheSameOnEveryMachine() throws Exception {
        byte[] log = generate(options(20_000));

        assertThat(JacksonEvent.sha256(log))
                .isEqualTo("07405cd9ab26e15f6a7458c5f6654d577e9a8d275963ab4d141d11b392ca992d");
    }

    @Test
    void anotherSeedGivesAnotherLogAboutTheSameCustomers() throws Exception {
        PaymentLogOptions other = options(20_000);
        other.seed = 2;

        List<byte[]> first = events(options(20_000));
        List<byte[]> second = events(other);

        assertThat(second.get(0)).isNotEqualTo(first.get(0));
        assertThat(values(second, "customer_id").keySet())
                .isEqualTo(values(first, "customer_id").keySet());
    }

    @Test
    void everyOrdinaryLineIsAPaymentEvent() {
        PaymentLogOptions options = options(20_000);

        List<byte[]> lines = JacksonEvent.split(generate(options));

        assertThat(lines).hasSize(20_000).allMatch(JacksonEvent::isOrdinary);
    }

    @Test
    void everyLineOfALogWithoutUsableLinesIsBlankOrAReject() {
        PaymentLogOptions options = options(20_000);
        options.malformed = 1;

        List<byte[]> lines = JacksonEvent.split(generate(options));

        assertThat(lines).hasSize(20_000).noneMatch(JacksonEvent::isOrdinary);
    }

    @Test
    void theMalformedShareIsThatOfTheUnusableLines() {
        PaymentLogOptions options = options(40_000);
        options.malformed = 0.05;

        List<byte[]> lines = JacksonEvent.split(generate(options));

        long unusable = lines.stream().filter(line -> !JacksonEvent.isOrdinary(line)).count();
        assertThat(unusable / 40_000.0).isCloseTo(0.05, within(0.005));
    }

    @Test
    void sharesOfSpellingsAreRoughlyThoseAskedFor() {
        PaymentLogOptions options = options(40_000);
        options.spaced = 0.2;
        options.permuted = 0.1;
        options.nonAscii = 0.3;

        List<String> lines = lines(options);

        double spaced = share(lines, line -> line.contains("\": "));
        double permuted = share(lines, line -> !line.startsWith("{\"event_id\":"));
        double nonAscii =
                share(lines, line -> line.contains("\\u") || line.chars().anyMatch(c -> c > 127));
        assertThat(spaced).isCloseTo(0.2, within(0.02));
        // One in seven permutations begins with the event's id all the same.
        assertThat(permuted).isCloseTo(0.1 * 6 / 7, within(0.02));
        assertThat(nonAscii).isCloseTo(0.3, within(0.02));
    }

    @Test
    void lineHasAbout280Bytes() {
        byte[] log = generate(options(20_000));

        assertThat(log.length / 20_000.0).isBetween(260.0, 300.0);
    }

    @Test
    void eventsSpanTheDaysAskedForInTheOrderOfTime() throws Exception {
        PaymentLogOptions options = options(20_000);
        options.days = 30;

        List<Long> times = new ArrayList<>();
        for (byte[] line : events(options)) {
            times.add(JacksonEvent.of(line).ts());
        }

        assertThat(times).allMatch(ts -> ts >= options.start && ts < options.start + 30 * 86_400L);
        Set<Long> days = new TreeSet<>();
        times.forEach(ts -> days.add(ts / 86_400));
        assertThat(days).hasSize(30);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isGreaterThan(times.get(i - 1) - 120);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 40})
    void asManyEventTypesOccurAsAskedForAndCheckoutAmongThem(int eventTypes) throws Exception {
        PaymentLogOptions options = options(20_000);
        options.eventTypes = eventTypes;

        Map<String, Integer> types = values(events(options), "event_type");

        assertThat(types).hasSize(eventTypes).containsKey("checkout");
    }

    @Test
    void withoutSkewEveryCustomerIsEquallyActive() throws Exception {
        PaymentLogOptions options = options(50_000);
        options.customers = 50;
        options.skew = 0;

        Map<String, Integer> customers = values(events(options), "customer_id");

        assertThat(customers).hasSize(50);
        assertThat(customers.values()).allSatisfy(n -> assertThat(n).isBetween(850, 1_150));
    }

    @Test
    void oneCustomerHasTheHotShareAndTheOthersWhatIsLeft() throws Exception {
        PaymentLogOptions options = options(20_000);
        options.skew = 0;
        options.hotShare = 0.9;

        Map<String, Integer> customers = values(events(options), "customer_id");

        List<Integer> counts = customers.values().stream().sorted().toList();
        assertThat(counts).hasSize(100);
        assertThat(counts.get(99) / 20_000.0).isCloseTo(0.901, within(0.01));
        assertThat(counts.subList(0, 99)).allSatisfy(n -> assertThat(n).isBetween(2, 50));
    }

    @Test
    void customersAreDistinctWhateverTheirNumber() {
        PaymentVocabulary vocabulary = new PaymentVocabulary(20_000_000, 9);
        Set<Long> codes = new HashSet<>();

        for (int rank = 19_800_000; rank <= 20_000_000; rank++) {
            codes.add(vocabulary.customerCode(rank));
        }

        assertThat(codes).hasSize(200_001).allMatch(code -> code >= 0 && code < 1L << 28);
    }

    @Test
    void optionOutOfRangeIsRefusedInOneSentenceThatNamesIt() {
        PaymentLogOptions options = options(1);
        options.malformed = 1.5;

        assertThatThrownBy(() -> new PaymentLogGenerator(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--malformed 1.5 is not between 0 and 1.");
    }

    private static PaymentLogOptions options(long events) {
        PaymentLogOptions options = new PaymentLogOptions();
        options.events = events;
        options.customers = 100;
        options.malformed = 0;
        return options;
    }

    private static byte[] generate(PaymentLogOptions options) {
        return new PaymentLogGenerator(options).toByteArray();
    }

    private static List<byte[]> events(PaymentLogOptions options) {
        return JacksonEvent.split(generate(options));
    }

    private static List<String> lines(PaymentLogOptions options) {
        return new String(generate(options), StandardCharsets.UTF_8).lines().toList();
    }

    private static Map<String, Integer> values(List<byte[]> lines, String field) throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        for (byte[] line : lines) {
            counts.merge(JacksonEvent.of(line).text(field), 1, Integer::sum);
        }
        return counts;
    }

    private static double share(List<String> lines, Predicate<String> kind) {
        return lines.stream().filter(kind).count() / (double) lines.size();
    }
}
