/** Flink's settings: those of a run, those that the user gave, and whether they can work. */
@NullMarked
package io.customerreport.cli.settings;

import org.jspecify.annotations.NullMarked;
