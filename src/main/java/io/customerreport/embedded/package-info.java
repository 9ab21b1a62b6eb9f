/**
 * A Flink cluster inside this process, without the parts that a run in one process does not need.
 */
@NullMarked
package io.customerreport.embedded;

import org.jspecify.annotations.NullMarked;
