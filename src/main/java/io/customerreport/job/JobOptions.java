package io.customerreport.job;

/** What the user asked for, checked and converted, in the groups of the command's help. */
public record JobOptions(
        InputOptions input,
        OutputOptions output,
        EventOptions events,
        RunKind kind,
        ExecutionOptions execution) {}
