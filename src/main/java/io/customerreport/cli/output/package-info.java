/** The places of results: claimed before a run, committed after it, or left as they were. */
@NullMarked
package io.customerreport.cli.output;

import org.jspecify.annotations.NullMarked;
