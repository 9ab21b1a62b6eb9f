package io.customerreport.cli.output;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.settings.GoingOn;
import io.customerreport.job.JobOptions;
import io.customerreport.job.RunKind;
import java.time.Clock;

/** Claims the outputs that its options name, says so, and waits to be killed. */
final class ClaimingMain {

    static final String CLAIMED = "claimed as ";

    private ClaimingMain() {}

    public static void main(String[] args) throws Exception {
        JobOptions options = new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow();
        RunOutputs outputs =
                RunOutputs.claim(
                        options.output(),
                        NamedInputs.of(options),
                        GoingOn.NO,
                        Claimant.embedded(new RunKind.Bounded()));
        Console.standard().print(CLAIMED + outputs.places().run() + "\n");
        Thread.sleep(Long.MAX_VALUE);
    }
}
