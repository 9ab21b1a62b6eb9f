package io.customerreport.job;

import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the sinks of a run write, and under which names.
 *
 * @param reports the folder of the reports
 * @param rejects the folder of the rejected lines; without it they are only counted
 * @param state the folder of the state for later runs, if one is to be kept
 * @param run the id of the run, which its parts bear in their names
 */
public record OutputPlaces(
        Path reports, @Nullable Path rejects, @Nullable Path state, String run) {}
