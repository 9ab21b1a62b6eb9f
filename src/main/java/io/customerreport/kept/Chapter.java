package io.customerreport.kept;

import java.util.Map;

/**
 * What a run says of itself and of those before it, in the state that it leaves.
 *
 * @param created when, in UTC, as ISO 8601
 * @param program the version of the program
 * @param runs of the chain up to this one
 * @param options that shape events, with the words that say what was asked
 * @param counts of this run
 * @param total of the chain
 */
public record Chapter(
        String created,
        String program,
        long runs,
        Map<String, String> options,
        KeptCounts counts,
        KeptCounts total) {}
