/** The job: what a run is asked for, the graph it runs, and what it counted. */
package io.customerreport.job;
