package io.customerreport.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The options of a run on which its rows and its state depend, kept in the state: a run that goes
 * on with others would mix rows of two meanings, or write them where nobody looks.
 *
 * <p>The job's parameters whose names begin as options do are such options, each {@link
 * SpelledOption spelled}. One that either run does not know of is not compared, but for those that
 * came {@link #LATER}.
 */
public final class LastingOptions {

    /**
     * Each subtask has all of them, whatever the parallelism becomes. (A union list would do as
     * much, but Flink fails checkpoints of it once a subtask has finished.)
     */
    private static final MapStateDescriptor<String, String> STATE =
            new MapStateDescriptor<>("lasting-options-of-all", Types.STRING, Types.STRING);

    /** Where earlier versions have them: a subtask finds those that fall to it. */
    private static final ListStateDescriptor<Tuple2<String, String>> FORMER_STATE =
            new ListStateDescriptor<>("lasting-options", Types.TUPLE(Types.STRING, Types.STRING));

    private static final String OPTION = "--";

    /**
     * Those that the first version with such state did not have: state that lacks them is of a run
     * without them.
     */
    public static final List<String> LATER =
            List.of(
                    "--base",
                    "--distinct-events",
                    "--keep-state",
                    "--field",
                    "--ts-unit",
                    "--amount-unit",
                    "--minor-digits",
                    "--since",
                    "--snapshot-every",
                    "--table",
                    "--until");

    private final Map<String, String> words = new LinkedHashMap<>();
    private final boolean first;
    private BroadcastState<String, String> state;

    /**
     * @param parameters of the job
     * @param first whether this is the first subtask, which kept them in earlier versions
     */
    LastingOptions(Map<String, String> parameters, boolean first) {
        parameters.forEach(
                (name, value) -> {
                    if (name.startsWith(OPTION)) {
                        words.put(name, value);
                    }
                });
        this.first = first;
    }

    /**
     * Compares them with those in the state, if there is any.
     *
     * @throws SuppressRestartsException if another value was asked for
     */
    void restore(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getBroadcastState(STATE);
        ListState<Tuple2<String, String>> former =
                context.getOperatorStateStore().getListState(FORMER_STATE);
        if (!context.isRestored()) {
            return;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        for (Map.Entry<String, String> option : state.immutableEntries()) {
            kept.put(option.getKey(), option.getValue());
        }
        for (Tuple2<String, String> option : former.get()) {
            kept.put(option.f0, option.f1);
        }
        former.clear();
        // In an earlier version one subtask kept them, and one to which none fell knows nothing.
        if (first || !kept.isEmpty()) {
            LATER.forEach(option -> kept.putIfAbsent(option, SpelledOption.absent(option)));
        }
        for (Map.Entry<String, String> option : kept.entrySet()) {
            String here = words.getOrDefault(option.getKey(), option.getValue());
            if (!here.equals(option.getValue())) {
                throw new SuppressRestartsException(
                        new IllegalStateException(
                                "the checkpoint is of a run with %s, this one has %s: continue with the same"
                                        .formatted(
                                                SpelledOption.shortened(option.getValue()),
                                                SpelledOption.shortened(here))));
            }
        }
    }

    void snapshot() throws Exception {
        state.clear();
        state.putAll(words);
    }
}
