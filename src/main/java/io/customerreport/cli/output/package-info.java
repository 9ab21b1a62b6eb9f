/** The places of results: claimed before a run, committed after it, or left as they were. */
package io.customerreport.cli.output;
