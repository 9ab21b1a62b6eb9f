package io.customerreport.bench.harness;

import io.customerreport.bench.peer.PeerArguments;
import java.util.List;
import java.util.function.Function;

/**
 * A program in the comparison, ready to be run.
 *
 * @param name as {@code --peers} has it
 * @param title as the table has it
 * @param pace how many rounds it takes part in
 * @param input which of the two logs it reads
 * @param output what its answer is
 * @param departures in one sentence, what of the contract it does not do; empty if it does all
 * @param command the command line for a log and an answer
 */
record Contender(
        String name,
        String title,
        Pace pace,
        Input input,
        Output output,
        String departures,
        Function<PeerArguments, List<String>> command) {

    /** Slow programs run fewer times, so that the whole ends in minutes. */
    enum Pace {
        QUICK,
        SLOW
    }

    /** Some programs end at a line that is no event. */
    enum Input {
        LOG_WITH_REJECTS,
        LOG_WITHOUT_REJECTS
    }

    /** What there is to check. */
    enum Output {
        REPORTS,
        LINE_COUNT
    }
}
