package io.customerreport.bench.harness;

/**
 * What the generated logs of one benchmark have in common.
 *
 * @param customers to draw from
 * @param days that a log spans
 * @param skew Zipf exponent of the customers' activity
 */
record LogShape(long customers, int days, double skew) {}
