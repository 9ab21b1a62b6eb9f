package io.customerreport.job;

import org.jspecify.annotations.Nullable;

/**
 * What a run leaves, and where.
 *
 * @param reports the folder for the reports, as a Flink path
 * @param rejects the folder for rejected lines; without it they are only counted
 * @param keepState the folder for what later runs start from, as a Flink path
 * @param summary the local file for the run's summary
 * @param html the local file for the run's page
 * @param maxRejects the number of rejects from which the run counts as failed
 */
public record OutputOptions(
        String reports,
        ReportFormat format,
        @Nullable String rejects,
        @Nullable String keepState,
        @Nullable String summary,
        @Nullable String html,
        @Nullable RejectLimit maxRejects) {}
