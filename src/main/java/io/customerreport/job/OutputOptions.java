package io.customerreport.job;

import io.customerreport.table.TableUrl;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves, and where. An output knows its option, so that whoever asks for {@link
 * #folders} or {@link #files} can name each of them.
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
        @Nullable Given reports,
        @Nullable TableUrl table,
        ReportFormat format,
        @Nullable Given rejects,
        @Nullable Given keepState,
        @Nullable Given summary,
        @Nullable Given summaryMetrics,
        @Nullable Given html,
        @Nullable RejectLimit maxRejects) {

    /** All folders that are asked for. */
    public List<Given> folders() {
        return given(reports, rejects, keepState);
    }

    /** All local files that are asked for. */
    public List<Given> files() {
        return given(summary, summaryMetrics, html);
    }

    private static List<Given> given(@Nullable Given... outputs) {
        return Stream.of(outputs).filter(Objects::nonNull).toList();
    }
}
