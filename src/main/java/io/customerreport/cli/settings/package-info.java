/** Flink's settings: those of a run, those that the user gave, and whether they can work. */
package io.customerreport.cli.settings;
