package io.customerreport.cli.output;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.options.CommandLineParser;
import io.customerreport.cli.settings.GoingOn;
import java.time.Clock;

/** Claims the outputs that its options name, says so, and waits to be killed. */
final class ClaimingMain {

    static final String CLAIMED = "claimed as ";

    private ClaimingMain() {}

    public static void main(String[] args) throws Exception {
        RunOutputs outputs =
                RunOutputs.claim(
                        new CommandLineParser(Clock.systemUTC()).parse(args).orElseThrow(),
                        GoingOn.NO,
                        Claimant.ofThisProcess(false, false, null));
        Console.standard().print(CLAIMED + outputs.places().run() + "\n");
        Thread.sleep(Long.MAX_VALUE);
    }
}
