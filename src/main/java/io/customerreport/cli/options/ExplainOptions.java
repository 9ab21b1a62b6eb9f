package io.customerreport.cli.options;

import io.customerreport.job.EventOptions;
import io.customerreport.job.ExecutionOptions;
import io.customerreport.job.InputOptions;

/** What the user asked to be explained. */
public record ExplainOptions(InputOptions input, EventOptions events, ExecutionOptions execution) {}
