package io.customerreport.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.aggregate.EventSerializer;
import io.customerreport.source.block.LineBlock;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LastingOptionsTest {

    private static final EventRules RULES = new EventRules(Map.of(), null, 0);

    @Test
    void runGoesOnWithTheSameOptions() throws Exception {
        Map<String, String> options = Map.of("--fx-rates", "--fx-rates EUR=1.09");

        OperatorSubtaskState again = run(options, run(options, null));

        assertThat(again).isNotNull();
    }

    @Test
    void runThatGoesOnWithAnotherValueFailsForGood() throws Exception {
        OperatorSubtaskState kept = run(Map.of("--fx-rates", "--fx-rates EUR=1.09"), null);

        assertThatThrownBy(() -> run(Map.of("--fx-rates", "no --fx-rates"), kept))
                .isInstanceOf(SuppressRestartsException.class)
                .hasRootCauseMessage(
                        "the checkpoint is of a run with --fx-rates EUR=1.09, this one has no"
                                + " --fx-rates: continue with the same");
    }

    @Test
    void runThatGoesOnOnceMoreStillKnowsTheOptions() throws Exception {
        Map<String, String> options = Map.of("--output", "--output '/reports'");
        OperatorSubtaskState kept = run(options, run(options, null));

        assertThatThrownBy(() -> run(Map.of("--output", "--output '/other'"), kept))
                .hasRootCauseMessage(
                        "the checkpoint is of a run with --output '/reports', this one has --output"
                                + " '/other': continue with the same");
    }

    @Test
    void optionThatOneOfThemDoesNotKnowIsNotCompared() throws Exception {
        OperatorSubtaskState kept = run(Map.of("--future", "no --future"), null);

        assertThat(run(Map.of("--fx-rates", "no --fx-rates", "team", "a"), kept)).isNotNull();
    }

    @Test
    void checkpointOfARunThatKeptNoneIsTaken() throws Exception {
        OperatorSubtaskState kept = run(Map.of(), null);

        assertThat(run(Map.of("--fx-rates", "--fx-rates EUR=1.09"), kept)).isNotNull();
    }

    @Test
    void stateOfAVersionWithoutOptionsOfShapeIsOfAPlainLog() throws Exception {
        OperatorSubtaskState kept = run(Map.of(), null);

        assertThat(run(Map.of("--field", "no --field"), kept)).isNotNull();
        assertThatThrownBy(() -> run(Map.of("--field", "--field ts=/created"), kept))
                .hasRootCauseMessage(
                        "the checkpoint is of a run with no --field, this one has --field"
                                + " ts=/created: continue with the same");
    }

    /** Its rows of before would not be in the table. */
    @Test
    void stateOfAVersionWithoutTablesIsOfARunWithoutOne() throws Exception {
        OperatorSubtaskState kept = run(Map.of("--output", "--output '/reports'"), null);

        assertThat(run(Map.of("--table", "no --table"), kept)).isNotNull();
        assertThatThrownBy(() -> run(Map.of("--table", "--table 'r' of jdbc:p://db/pay"), kept))
                .hasRootCauseMessage(
                        "the checkpoint is of a run with no --table, this one has --table 'r' of"
                                + " jdbc:p://db/pay: continue with the same");
    }

    @Test
    void parametersThatAreNoOptionsMayDiffer() throws Exception {
        OperatorSubtaskState kept = run(Map.of("team", "a"), null);

        assertThat(run(Map.of("team", "b"), kept)).isNotNull();
    }

    @Test
    void longValueIsShortened() throws Exception {
        OperatorSubtaskState kept = run(Map.of("--fx-rates", "EUR=1".repeat(1_000)), null);

        assertThatThrownBy(() -> run(Map.of("--fx-rates", "no --fx-rates"), kept))
                .rootCause()
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    void optionsAreComparedAtEveryParallelism() throws Exception {
        Map<String, String> options = Map.of("--a", "a", "--b", "b", "--c", "c", "--d", "d");
        OperatorSubtaskState kept =
                AbstractStreamOperatorTestHarness.repackageState(
                        run(options, null, 2, 0), run(options, null, 2, 1));
        Map<String, String> other = Map.of("--a", "A", "--b", "B", "--c", "C", "--d", "D");

        for (int index = 0; index < 3; index++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            kept, ParseTask.MAX_PARALLELISM, 2, 3, index);
            int subtask = index;
            assertThat(run(options, part, 3, index)).isNotNull();
            assertThatThrownBy(() -> run(other, part, 3, subtask))
                    .isInstanceOf(SuppressRestartsException.class);
        }
    }

    @Test
    void everySubtaskGoesOnWithOptionsThatEarlierVersionsDidNotHave() throws Exception {
        Map<String, String> options = Map.of("--field", "--field ts=/created", "--a", "a");
        OperatorSubtaskState kept =
                AbstractStreamOperatorTestHarness.repackageState(
                        run(options, null, 2, 0), run(options, null, 2, 1));

        for (int parallelism = 1; parallelism <= 3; parallelism++) {
            for (int index = 0; index < parallelism; index++) {
                OperatorSubtaskState part =
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                kept, ParseTask.MAX_PARALLELISM, 2, parallelism, index);
                assertThat(run(options, part, parallelism, index)).isNotNull();
            }
        }
    }

    private static OperatorSubtaskState run(Map<String, String> options, OperatorSubtaskState from)
            throws Exception {
        return run(options, from, 1, 0);
    }

    /** A run with these options that makes a checkpoint. */
    @SuppressWarnings("try") // the close() of harnesses is Flink's, and may be interrupted
    private static OperatorSubtaskState run(
            Map<String, String> options, OperatorSubtaskState from, int parallelism, int index)
            throws Exception {
        ExecutionConfig config = new ExecutionConfig();
        config.setGlobalJobParameters(
                new ExecutionConfig.GlobalJobParameters() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Map<String, String> toMap() {
                        return options;
                    }
                });
        try (var harness =
                new OneInputStreamOperatorTestHarness<LineBlock, Event>(
                        new ProcessOperator<>(new ParseFunction(RULES, false)),
                        new MockEnvironmentBuilder()
                                .setExecutionConfig(config)
                                .setMaxParallelism(ParseTask.MAX_PARALLELISM)
                                .setParallelism(parallelism)
                                .setSubtaskIndex(index)
                                .build())) {
            harness.setup(EventSerializer.INSTANCE);
            if (from != null) {
                harness.initializeState(from);
            }
            harness.open();
            return harness.snapshot(1, 1);
        }
    }
}
