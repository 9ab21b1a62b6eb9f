package io.customerreport.cli.options;

import java.io.File;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The script with which bash and zsh complete the command's options and their values. */
final class ShellCompletion {

    private static final Set<String> PATHS = Set.of("PATH", "DIR", "FILE");

    private ShellCompletion() {}

    static String script(CommandSpec command) {
        CommandSpec completed = CommandSpec.create().name(command.name());
        for (OptionSpec option : command.options()) {
            completed.addOption(completed(option));
        }
        return AutoComplete.bash(command.name(), new CommandLine(completed));
    }

    /** Paths are texts to the command, as not all are local; to a shell they are files. */
    private static OptionSpec completed(OptionSpec option) {
        OptionSpec.Builder builder =
                OptionSpec.builder(option.names())
                        .arity(option.arity().toString())
                        // The script names its variables by the label, which must be unique.
                        .paramLabel(option.longestName().replaceAll("^-+", ""));
        return PATHS.contains(option.paramLabel())
                ? builder.type(File.class).build()
                : builder.type(option.arity().max() == 0 ? boolean.class : String.class)
                        .completionCandidates(option.completionCandidates())
                        .build();
    }
}
