package io.customerreport.cli.options;

import io.customerreport.job.EventOptions;
import io.customerreport.job.InputOptions;
import io.customerreport.job.RunOptions;

/** What the user asked to be explained. */
public record ExplainOptions(InputOptions input, EventOptions events, RunOptions execution) {}
