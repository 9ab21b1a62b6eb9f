/** The job: what a run is asked for, the graph it runs, and what it counted. */
@NullMarked
package io.customerreport.job;

import org.jspecify.annotations.NullMarked;
