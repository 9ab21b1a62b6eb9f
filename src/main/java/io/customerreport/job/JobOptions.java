package io.customerreport.job;

import static java.util.function.Predicate.not;

import java.util.List;
import java.util.Map;

/** What the user asked for, checked and converted, in the groups of the command's help. */
public record JobOptions(
        InputOptions input,
        OutputOptions output,
        EventOptions events,
        RunKind kind,
        ExecutionOptions execution) {

    /** The options that shape what is in the rows, such as "--summation exact", an option each. */
    public List<String> spelled() {
        return OptionWords.of(this).entrySet().stream()
                .filter(
                        option ->
                                !option.getKey()
                                        .matches("--(output|table|rejects|format|base|keep-state)"))
                .map(Map.Entry::getValue)
                .filter(not(words -> words.startsWith("no ")))
                .toList();
    }
}
