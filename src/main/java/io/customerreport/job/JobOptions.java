package io.customerreport.job;

import io.customerreport.parse.EventRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user asked for, checked and converted: everything a run is built from.
 *
 * @param inputs files, folders and globs as the user spelled them, at least one
 * @param output the folder for the reports, as a Flink path
 * @param rejects the folder for rejected lines, null when they are only counted
 * @param summary the local file for the run's summary, null for none
 * @param fxRates US dollars for one unit of a currency, all finite
 * @param eventTypes the event types to keep, null to keep all; an empty set keeps none
 * @param nowTs unix seconds; later events are rejected, unless the run is continuous
 * @param maxLineBytes a longer line is rejected
 * @param maxRejects the number of rejects from which the run counts as failed, null for no limit
 * @param parallelism null for the default of the place where the job runs
 * @param flinkSettings Flink configuration by key, for an embedded run
 * @param quiet whether the user wants to hear of errors alone
 * @param format how the reports are written
 * @param watch for a continuous run; null for one over the input that is there, which ends
 * @param skipCorruptFiles whether a damaged compressed file counts with its lines before the
 *     damage, rather than failing the run
 * @param html the local file for the run's page, null for none
 * @param strictInput whether an entry of an input folder that cannot be read is refused
 */
public record JobOptions(
        List<String> inputs,
        String output,
        String rejects,
        String summary,
        Map<String, Double> fxRates,
        Set<String> eventTypes,
        long nowTs,
        Summation summation,
        int maxLineBytes,
        RejectLimit maxRejects,
        Integer parallelism,
        Map<String, String> flinkSettings,
        boolean quiet,
        ReportFormat format,
        WatchOptions watch,
        boolean skipCorruptFiles,
        String html,
        boolean strictInput) {

    public JobOptions {
        inputs = List.copyOf(inputs);
        fxRates = Map.copyOf(fxRates);
        eventTypes = eventTypes == null ? null : Set.copyOf(eventTypes);
        // In the order of the user, as a refusal names the first that is wrong.
        flinkSettings = Collections.unmodifiableMap(new LinkedHashMap<>(flinkSettings));
    }

    public EventRules rules() {
        return new EventRules(fxRates, eventTypes, nowTs);
    }
}
