package io.customerreport.job;

import org.apache.flink.core.fs.Path;

/**
 * Where the sinks of a run write, and under which names.
 *
 * @param reports the folder of the reports
 * @param rejects the folder of the rejected lines, null when they are only counted
 * @param run the id of the run, which its parts bear in their names
 */
public record OutputPlaces(Path reports, Path rejects, String run) {}
