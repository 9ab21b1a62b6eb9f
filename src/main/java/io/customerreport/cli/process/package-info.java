/** The process that runs: its memory, threads, signals and suspensions. */
package io.customerreport.cli.process;
