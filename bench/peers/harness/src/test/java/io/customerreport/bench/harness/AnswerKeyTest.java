package io.customerreport.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerKeyTest {

    private static final String ANNA =
            "{\"customer_id\":\"cus_a\",\"total_events\":3,\"total_spend_usd\":30.3,"
                    + "\"avg_ticket_usd\":10.1,\"active_days\":2,\"top_event_type\":\"checkout\","
                    + "\"latest_event_ts\":1735776000,\"by_day\":{"
                    + "\"2025-01-01\":{\"events\":2,\"spend_usd\":20.2},"
                    + "\"2025-01-02\":{\"events\":1,\"spend_usd\":10.1}},\"shard\":7}";

    private static final String BERT = ANNA.replace("cus_a", "cus_b");

    private final AnswerKey key = new AnswerKey(rows(ANNA, BERT));

    @Test
    void theSameRowsInAnyOrderAreTheSameToTheBit() {
        Verdict verdict = key.check(rows(BERT, ANNA));

        assertThat(verdict.describe()).isEqualTo("the same, to the bit");
    }

    @Test
    void aSumThatDiffersInItsLastDigitIsStillTheSame() {
        Verdict verdict = key.check(rows(ANNA.replace("20.2}", "20.200000000000003}"), BERT));

        assertThat(verdict.isSame()).isTrue();
        assertThat(verdict.lastDigits()).isEqualTo(1);
    }

    @Test
    void aSumThatDiffersByACentIsNot() {
        Verdict verdict = key.check(rows(ANNA.replace("20.2}", "20.21}"), BERT));

        assertThat(verdict.isSame()).isFalse();
        assertThat(verdict.describe()).isEqualTo("1 customer with other sums");
    }

    @Test
    void anotherTopTypeIsAnotherAnswer() {
        Verdict verdict = key.check(rows(ANNA.replace("checkout", "view"), BERT));

        assertThat(verdict.describe()).isEqualTo("1 customer counted otherwise");
    }

    @Test
    void missingRepeatedAndUnexpectedCustomersAreCounted() {
        Verdict missing = key.check(rows(ANNA));
        Verdict repeated = key.check(rows(ANNA, ANNA, BERT));
        Verdict unexpected = key.check(rows(ANNA, BERT, ANNA.replace("cus_a", "cus_c")));

        assertThat(missing.describe()).isEqualTo("1 customer missing, -3 events");
        assertThat(repeated.describe()).isEqualTo("1 customer with two rows, +3 events");
        assertThat(unexpected.describe()).isEqualTo("1 customer too many, +3 events");
    }

    @Test
    void daysMayBeAListInAnyOrder() {
        String asList =
                ANNA.replaceFirst(
                        "\"by_day\":\\{.*\\}\\},",
                        "\"by_day\":["
                                + "{\"day\":\"2025-01-02\",\"events\":1,\"spend_usd\":10.1},"
                                + "{\"day\":\"2025-01-01\",\"events\":2,\"spend_usd\":20.2}],");

        Verdict verdict = key.check(rows(asList, BERT));

        assertThat(verdict.describe()).isEqualTo("the same, to the bit");
    }

    @Test
    void aMissingShardIsSaidAndNotHeldAgainstTheRest() {
        Verdict verdict = key.check(rows(ANNA.replace(",\"shard\":7", ""), BERT));

        assertThat(verdict.describe()).isEqualTo("the same, to the bit, no shard");
    }

    private static Stream<ReportRow> rows(String... json) {
        return Stream.of(json).map(ReportRow::parse);
    }
}
