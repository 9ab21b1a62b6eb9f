package io.customerreport.job;

import io.customerreport.table.TableOperator;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the sinks of a run write, and under which names.
 *
 * @param reports the folder of the reports, if there is one
 * @param table takes the reports for a table, if there is one
 * @param rejects the folder of the rejected lines; without it they are only counted
 * @param state the folder of the state for later runs, if one is to be kept
 * @param run the id of the run, which its parts bear in their names
 */
public record OutputPlaces(
        @Nullable Path reports,
        @Nullable TableOperator table,
        @Nullable Path rejects,
        @Nullable Path state,
        String run) {}
