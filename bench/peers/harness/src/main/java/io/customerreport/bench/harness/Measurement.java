package io.customerreport.bench.harness;

/**
 * What one run of a process cost.
 *
 * @param wallSeconds from its start to its end
 * @param cpuSeconds user and system time, with that of the processes it waited for
 * @param peakBytes the most memory that it and its children had resident at once
 */
record Measurement(double wallSeconds, double cpuSeconds, long peakBytes) {}
