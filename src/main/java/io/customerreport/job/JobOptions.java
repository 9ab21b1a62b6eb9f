package io.customerreport.job;

import static java.util.function.Predicate.not;

import io.customerreport.parse.SpelledOption;
import java.util.List;

/** What the user asked for, checked and converted, in the groups of the command's help. */
public record JobOptions(
        InputOptions input,
        OutputOptions output,
        EventOptions events,
        RunKind kind,
        RunOptions execution) {

    /** The options that shape what is in the rows, such as "--summation exact", an option each. */
    public List<String> spelled() {
        return OptionWords.ofRows(this).values().stream()
                .filter(not(SpelledOption::isAbsent))
                .toList();
    }
}
