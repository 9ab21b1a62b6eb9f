package io.customerreport.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run is executed, and shown.
 *
 * @param parallelism without it, the default of the place where the job runs
 * @param flinkSettings Flink configuration by key, for an embedded run
 * @param quiet whether the user wants to hear of errors alone
 * @param dryRun whether the inputs are only listed
 */
public record RunOptions(
        @Nullable Integer parallelism,
        Map<String, String> flinkSettings,
        boolean quiet,
        boolean dryRun) {

    public RunOptions {
        // In the order of the user, as a refusal names the first that is wrong.
        flinkSettings = Collections.unmodifiableMap(new LinkedHashMap<>(flinkSettings));
    }
}
