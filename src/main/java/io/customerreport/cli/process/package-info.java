/** The process that runs: its memory, threads, signals and suspensions. */
@NullMarked
package io.customerreport.cli.process;

import org.jspecify.annotations.NullMarked;
