package io.customerreport.parse;

import static io.customerreport.parse.Payment.ordinary;
import static org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repackageState;
import static org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness.repartitionOperatorState;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerreport.count.FirstRejects;
import io.customerreport.source.block.LineBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParseFunctionTest {

    private static final long NOW = 1_767_225_600L;
    private static final EventRules RULES =
            new EventRules(Map.of("EUR", 1.09), Set.of("view", "checkout"), NOW);
    private static final EventRules RULES_OF_A_PERIOD =
            EventRules.builder()
                    .fxRates(RULES.fxRates())
                    .eventTypes(RULES.allowedEventTypes())
                    .nowTs(NOW)
                    .since(1_000)
                    .until(NOW - 1_000)
                    .build();

    /** A line of each outcome that a line of a block can have. */
    private static final Map<LineOutcome, String> LINES = new TreeMap<>();

    static {
        LINES.put(LineOutcome.ACCEPTED, ordinary().line());
        LINES.put(LineOutcome.BLANK, " \t\r");
        LINES.put(
                LineOutcome.EVENT_TYPE_NOT_ALLOWED,
                ordinary().with("event_type", "\"click\"").line());
        LINES.put(LineOutcome.BEFORE_SINCE, ordinary().with("ts", "999").line());
        LINES.put(LineOutcome.AFTER_UNTIL, ordinary().with("ts", "" + (NOW - 1_000)).line());
        LINES.put(LineOutcome.MALFORMED_JSON, "{");
        LINES.put(LineOutcome.NOT_AN_OBJECT, "[]");
        LINES.put(LineOutcome.INVALID_EVENT_ID, ordinary().with("event_id", "[]").line());
        LINES.put(LineOutcome.MISSING_EVENT_ID, ordinary().without("event_id").line());
        LINES.put(LineOutcome.INVALID_CUSTOMER_ID, ordinary().with("customer_id", "{}").line());
        LINES.put(LineOutcome.MISSING_CUSTOMER_ID, ordinary().with("customer_id", "\"\"").line());
        LINES.put(LineOutcome.INVALID_TS, ordinary().with("ts", "null").line());
        LINES.put(LineOutcome.NON_POSITIVE_TS, ordinary().with("ts", "0").line());
        LINES.put(LineOutcome.FUTURE_TS, ordinary().with("ts", "1767225601").line());
        LINES.put(LineOutcome.INVALID_EVENT_TYPE, ordinary().with("event_type", "[]").line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "\"1000\""})
    void continuousJobJudgesEventsByTheClockInBothTiers(String ts) throws Exception {
        LineBlock block = block(0, ordinary().with("ts", ts).line());
        try (ParseTask parse = ParseTask.byTheClock(RULES)) {
            parse.setClock(999_999);
            parse.process(block);
            parse.setClock(1_000_000);
            parse.process(block);
            parse.setClock(999_000);
            parse.process(block);

            assertThat(parse.accumulators())
                    .containsEntry("accepted", 1L)
                    .containsEntry("future_ts", 2L);
        }
    }

    @Test
    void clockBeyondTheYear9999AcceptsNoDayThatHasNoSpelling() throws Exception {
        try (ParseTask parse = ParseTask.byTheClock(RULES)) {
            parse.setClock(Long.MAX_VALUE);
            parse.process(block(0, ordinary().with("ts", "253402300799").line()));
            parse.process(block(0, ordinary().with("ts", "253402300800").line()));

            assertThat(parse.accumulators())
                    .containsEntry("accepted", 1L)
                    .containsEntry("future_ts", 1L);
        }
    }

    @ParameterizedTest
    @EnumSource(LineOutcome.class)
    void lineIsCountedUnderItsOutcomeAndNoOther(LineOutcome outcome) throws Exception {
        LineBlock block =
                outcome == LineOutcome.LINE_TOO_LONG
                        ? oversized("beginning", 70_000)
                        : block(0, LINES.get(outcome));

        try (ParseTask parse = new ParseTask(RULES_OF_A_PERIOD)) {
            parse.process(block);
            parse.process(block);

            Map<String, Long> expected = new HashMap<>();
            expected.put(outcome.code(), 2L);
            expected.put("lines", 2L);
            expected.put("bytes", 2 * block.sourceBytes);
            boolean fast = outcome == LineOutcome.ACCEPTED || outcome.isFilter();
            if (fast) {
                expected.put("fast_tier_lines", 2L);
            }
            assertThat(parse.accumulators()).isEqualTo(expected);
            assertThat(parse.metrics()).isEqualTo(expected);
            assertThat(parse.events()).hasSize(outcome == LineOutcome.ACCEPTED ? 2 : 0);
            assertThat(parse.rejects()).hasSize(outcome.isReject() ? 2 : 0);
        }
    }

    @Test
    void everyOutcomeHasACounterFromTheStart() throws Exception {
        try (ParseTask parse = new ParseTask(RULES)) {
            for (LineOutcome outcome : LineOutcome.values()) {
                assertThat(parse.accumulator(outcome.code())).isZero();
                assertThat(parse.metric(outcome.code())).isZero();
            }
        }
    }

    @Test
    void fast_tier_shareIsThatOfAllLines() throws Exception {
        String unusual = ordinary().with("amount", "\"1_000\"").line();

        try (ParseTask parse = new ParseTask(RULES)) {
            assertThat(parse.gauge("fast_tier_share")).isEqualTo(0.0);

            parse.process(block(0, ordinary().line(), unusual, "{", ordinary().line()));

            assertThat(parse.gauge("fast_tier_share")).isEqualTo(0.5);
        }
    }

    @Test
    void eventTimeLagIsTheAgeOfTheEventThatEndsABlock() throws Exception {
        String old = ordinary().with("ts", "1700000000").line();
        String older = ordinary().with("ts", "1600000000").line();

        try (ParseTask parse = new ParseTask(RULES)) {
            assertThat(parse.gauge("event_time_lag")).isEqualTo(-1L);

            parse.process(block(0, older, old));
            parse.process(block(1_000, older, "{"));

            long before = System.currentTimeMillis();
            long lag = (Long) parse.gauge("event_time_lag");
            long after = System.currentTimeMillis();
            assertThat(lag).isBetween(before - 1_700_000_000_000L, after - 1_700_000_000_000L);
        }
    }

    @Test
    void rejectTellsReasonPlaceAndText() throws Exception {
        String good = ordinary().line();
        String bad = ordinary().with("ts", "\"soon é\"").line() + "\r";

        try (ParseTask parse = new ParseTask(RULES)) {
            LineBlock block = block(1_000, good, bad, good, "");
            block.file = "logs/a.ndjson";
            parse.process(block);

            assertThat(parse.rejects())
                    .singleElement()
                    .satisfies(
                            reject -> {
                                assertThat(reject.reason).isEqualTo("invalid_ts");
                                assertThat(reject.file).isEqualTo("logs/a.ndjson");
                                assertThat(reject.offset).isEqualTo(1_000 + good.length() + 1);
                                assertThat(reject.line).isEqualTo(bad);
                                assertThat(reject.truncated).isFalse();
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oversizedBlockIsOneRejectedLineWhateverItHolds(boolean truncated) throws Exception {
        try (ParseTask parse = new ParseTask(RULES)) {
            LineBlock block = oversized(ordinary().line(), 1L << 33);
            block.offset = 77;
            block.truncated = truncated;
            parse.process(block);

            assertThat(parse.rejects())
                    .singleElement()
                    .satisfies(
                            reject -> {
                                assertThat(reject.reason).isEqualTo("line_too_long");
                                assertThat(reject.offset).isEqualTo(77);
                                assertThat(reject.line).isEqualTo(ordinary().line());
                                assertThat(reject.truncated).isEqualTo(truncated);
                            });
            assertThat(parse.events()).isEmpty();
            assertThat(parse.accumulator("lines")).isEqualTo(1);
            assertThat(parse.accumulator("bytes")).isEqualTo(1L << 33);
        }
    }

    @Test
    void withoutASideOutputRejectsAreOnlyCounted() throws Exception {
        try (ParseTask parse = new ParseTask(RULES, false, 1, 0, null)) {
            parse.process(block(5, "{", "[]", "{"));
            parse.process(oversized("x", 10));

            assertThat(parse.rejects()).isEmpty();
            assertThat(parse.accumulators())
                    .containsEntry("malformed_json", 2L)
                    .containsEntry("not_an_object", 1L)
                    .containsEntry("line_too_long", 1L);
            assertThat(places(parse.firstRejects()))
                    .containsEntry("malformed_json", 5L)
                    .containsEntry("not_an_object", 7L);
        }
    }

    @Test
    void eventHoldsItsFieldsAndItsPlaceInTheInput() throws Exception {
        String first = ordinary().with("amount", "2").line();
        String second = ordinary().with("customer_id", "7").line();

        try (ParseTask parse = new ParseTask(RULES)) {
            LineBlock block = block(1_000, first, "{", second);
            block.position = (3L << 40) + 1_000;
            parse.process(block);

            long secondPosition = block.position + first.length() + 1 + 2;
            assertThat(parse.events())
                    .containsExactly(
                            "ada view 1735689600 "
                                    + 2 * 1.09
                                    + " at "
                                    + block.position
                                    + " after -1",
                            "7 view 1735689600 "
                                    + 10.5 * 1.09
                                    + " at "
                                    + secondPosition
                                    + " after "
                                    + block.position);
        }
    }

    @Test
    void eventKnowsTheOneBeforeItUnlessSomeOfTheInputBetweenThemIsReadElsewhere() throws Exception {
        String event = ordinary().line();
        try (ParseTask parse = new ParseTask(RULES)) {
            LineBlock first = block(0, event, "{");
            LineBlock second = block(first.nextPosition, "", "[]", event);
            LineBlock tooLong = block(second.nextPosition, "x");
            tooLong.oversizedLine = true;
            LineBlock third = block(tooLong.nextPosition, event);
            LineBlock elsewhere = block(third.nextPosition + 1, event, event);
            LineBlock tooLongElsewhere = block(elsewhere.nextPosition + 1, "x");
            tooLongElsewhere.oversizedLine = true;
            LineBlock afterIt = block(tooLongElsewhere.nextPosition, event);
            for (LineBlock block :
                    List.of(first, second, tooLong, third, elsewhere, tooLongElsewhere, afterIt)) {
                parse.process(block);
            }

            assertThat(parse.events().stream().map(ParseFunctionTest::after))
                    .containsExactly(
                            Event.UNKNOWN,
                            0L,
                            second.position + 4,
                            Event.UNKNOWN,
                            elsewhere.position,
                            Event.UNKNOWN);
        }
    }

    private static long after(String event) {
        return Long.parseLong(event.substring(event.lastIndexOf(' ') + 1));
    }

    @Test
    void amountsThatDoNotConvertAreCountedBesideTheAcceptedEvents() throws Exception {
        String noAmount = ordinary().with("amount", "\"n/a\"").line();
        String filtered = ordinary().with("amount", "[1]").with("event_type", "\"x\"").line();

        try (ParseTask parse = new ParseTask(RULES)) {
            parse.process(block(0, noAmount, ordinary().line(), filtered, noAmount));

            assertThat(parse.accumulators())
                    .containsEntry("accepted", 3L)
                    .containsEntry("event_type_not_allowed", 1L)
                    .containsEntry("amounts_defaulted", 2L);
            assertThat(parse.metric("amounts_defaulted")).isEqualTo(2);
        }
    }

    @Test
    void firstRejectOfEachReasonIsTheFirstInTheFileNotInTime() throws Exception {
        try (ParseTask parse = new ParseTask(RULES)) {
            parse.process(block(900, "{", "{"));
            parse.process(block(100, ordinary().line(), "[]", "{"));
            parse.process(block(500, "{", "[]"));

            long afterPayment = 100 + ordinary().line().length() + 1;
            assertThat(places(parse.firstRejects()))
                    .containsEntry("not_an_object", afterPayment)
                    .containsEntry("malformed_json", afterPayment + 3)
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "2, 3", "3, 2"})
    void countsAndFirstRejectsSurviveRestoreAndRescale(int before, int after) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[before];
        for (int i = 0; i < before; i++) {
            try (ParseTask parse = new ParseTask(RULES, true, before, i, null)) {
                parse.process(block(1_000 - i, ordinary().line(), "{", ""));
                parse.snapshot();
                parse.process(block(2_000, "[]", ordinary().with("amount", "\"?\"").line()));
                states[i] = parse.snapshot();
                parse.process(block(0, "{", "[]"));
            }
        }
        OperatorSubtaskState checkpoint = repackageState(states);

        Map<String, Long> totals = new HashMap<>();
        FirstRejects first = new FirstRejects();
        for (int i = 0; i < after; i++) {
            OperatorSubtaskState own =
                    repartitionOperatorState(
                            checkpoint, ParseTask.MAX_PARALLELISM, before, after, i);
            try (ParseTask parse = new ParseTask(RULES, true, after, i, own)) {
                parse.process(block(3_000, "{"));
                parse.accumulators().forEach((name, count) -> totals.merge(name, count, Long::sum));
                first.merge(parse.firstRejects());
            }
        }

        assertThat(totals)
                .containsEntry("lines", 5L * before + after)
                .containsEntry("accepted", 2L * before)
                .containsEntry("blank", (long) before)
                .containsEntry("malformed_json", (long) before + after)
                .containsEntry("not_an_object", (long) before)
                .containsEntry("amounts_defaulted", (long) before)
                .containsEntry("fast_tier_lines", (long) before);
        long payment = ordinary().line().length() + 1;
        assertThat(places(first))
                .containsOnly(
                        Map.entry("malformed_json", 1_000 - (before - 1) + payment),
                        Map.entry("not_an_object", 2_000L),
                        Map.entry("amounts_defaulted", 2_003L));
    }

    @Test
    void checkpointsDoNotGrowWithTheirNumber() throws Exception {
        try (ParseTask parse = new ParseTask(RULES)) {
            parse.process(block(1_000, "{", "[]", ordinary().line()));
            long first = parse.snapshot().getStateSize();

            assertThat(parse.snapshot().getStateSize()).isEqualTo(first);
        }
    }

    @Test
    void rejectOfTheCheckpointIsNoLongerFirstWhenAnEarlierOneIsRead() throws Exception {
        OperatorSubtaskState checkpoint;
        try (ParseTask parse = new ParseTask(RULES)) {
            parse.process(block(1_000, "{"));
            checkpoint = parse.snapshot();
        }

        try (ParseTask parse = new ParseTask(RULES, true, 1, 0, checkpoint)) {
            parse.process(block(400, "{"));

            assertThat(places(parse.firstRejects())).containsEntry("malformed_json", 400L);
        }
    }

    private static Map<String, Long> places(FirstRejects rejects) {
        Map<String, Long> places = new HashMap<>();
        rejects.getLocalValue()
                .forEach(
                        (reason, place) -> {
                            assertThat(place.reason()).isEqualTo(reason);
                            assertThat(place.file()).isEqualTo("log");
                            places.put(reason, place.offset());
                        });
        return places;
    }

    /** A block of whole lines at that offset of the file "log", and of the whole input. */
    private static LineBlock block(long offset, String... lines) {
        return blockOf(offset, String.join("\n", lines) + "\n");
    }

    private static LineBlock blockOf(long offset, String content) {
        byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
        LineBlock block = new LineBlock();
        // Off the array's start, so that a forgotten start shows.
        block.start = 3;
        block.end = block.start + utf8.length;
        block.bytes = new byte[block.end + LineBlock.PADDING];
        Arrays.fill(block.bytes, (byte) '{');
        System.arraycopy(utf8, 0, block.bytes, block.start, utf8.length);
        block.file = "log";
        block.offset = offset;
        block.position = offset;
        block.nextPosition = offset + utf8.length;
        block.sourceBytes = utf8.length;
        return block;
    }

    private static LineBlock oversized(String beginning, long lineBytes) {
        LineBlock block = blockOf(0, beginning);
        block.oversizedLine = true;
        block.sourceBytes = lineBytes;
        return block;
    }
}
