/** What several suites of tests use: inputs, runs, clusters, faults. */
package io.customerreport.testing;
