package io.customerreport.job;

import io.customerreport.table.TableUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves, and where.
 *
 * @param reports the folder for the reports, as a Flink path; not without a table
 * @param table the table for the reports
 * @param rejects the folder for rejected lines; without it they are only counted
 * @param keepState the folder for what later runs start from, as a Flink path
 * @param summary the local file for the run's summary
 * @param summaryMetrics the local file for the same as Prometheus reads it
 * @param html the local file for the run's page
 * @param maxRejects the number of rejects from which the run counts as failed
 */
public record OutputOptions(
        @Nullable String reports,
        @Nullable TableUrl table,
        ReportFormat format,
        @Nullable String rejects,
        @Nullable String keepState,
        @Nullable String summary,
        @Nullable String summaryMetrics,
        @Nullable String html,
        @Nullable RejectLimit maxRejects) {}
