/**
 * A Flink cluster inside this process, without the parts that a run in one process does not need.
 */
package io.customerreport.embedded;
