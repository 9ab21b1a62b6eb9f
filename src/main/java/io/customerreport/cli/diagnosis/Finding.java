package io.customerreport.cli.diagnosis;

import io.customerreport.cli.files.ShellWord;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a log, and what helps.
 *
 * @param what a sentence without its full stop
 * @param options that help, each argument as a program gets it; empty if none does
 * @param command to paste that helps; empty if none does
 */
record Finding(String what, List<String> options, String command) {

    Finding {
        options = List.copyOf(options);
    }

    /** Something that only the user can mend. */
    static Finding of(String what) {
        return new Finding(what, List.of(), "");
    }

    static Finding helpedBy(String what, String command) {
        return new Finding(what, List.of(), command);
    }

    static Finding helpedBy(String what, List<String> options) {
        return new Finding(what, options, "");
    }

    @Override
    public String toString() {
        String remedy =
                command.isEmpty()
                        ? options.stream().map(ShellWord::of).collect(Collectors.joining(" "))
                        : command;
        return remedy.isEmpty() ? what : what + ": " + remedy;
    }
}
