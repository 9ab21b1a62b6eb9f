package io.customerreport.cli;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.output.Claimant;
import io.customerreport.cli.output.RunOutputs;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.JobOptions;
import io.customerreport.job.PreparedJob;
import io.customerreport.job.UsageException;
import io.customerreport.source.files.InputContent;
import java.util.List;

/** Lists what a run would read, once its options were found good, instead of running. */
final class DryRun {

    private DryRun() {}

    /**
     * @param goingOn whether the run would go on from where an earlier one was
     * @param run which would claim the outputs
     * @throws UsageException if an output could not be used, as far as that shows without writing
     */
    static void print(
            JobOptions options, PreparedJob job, GoingOn goingOn, Claimant run, Console console)
            throws UsageException {
        RunOutputs.check(options.output(), job, goingOn, run);
        if (options.execution().quiet()) {
            return;
        }
        job.notes().forEach(console::note);
        job.notices().forEach(notice -> console.note(notice.toString()));
        List<InputContent> contents = job.contents();
        StringBuilder list = new StringBuilder();
        for (InputContent content : contents) {
            list.append(
                    Console.printable(
                            "%,15d  %-5s  %s"
                                    .formatted(content.bytes(), content.kind(), content.file())));
            list.append(System.lineSeparator());
        }
        list.append(
                "%,15d  bytes in %,d %s, as they are stored; this was a dry run%n"
                        .formatted(
                                contents.stream().mapToLong(InputContent::bytes).sum(),
                                contents.size(),
                                contents.size() == 1 ? "file" : "files"));
        console.print(list);
    }
}
