package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import java.io.IOException;
import java.util.List;

/** Polars from Node, which installs without Python. */
final class Polars implements Peer {

    private static final String VERSION = "0.26.1";

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        NodeProgram program =
                NodeProgram.install(
                        workspace.folder().resolve("polars-" + VERSION),
                        List.of(
                                "nodejs-polars@" + VERSION,
                                "nodejs-polars-linux-%s-gnu@%s"
                                        .formatted(NodeProgram.architecture(), VERSION)),
                        workspace.peer("polars"),
                        List.of("reports.mjs"),
                        runner);
        return new Contender(
                "polars",
                "Polars (nodejs-polars " + VERSION + ")",
                Pace.SLOW,
                Input.LOG_WITHOUT_REJECTS,
                Output.REPORTS,
                "a line that is not JSON ends it; sums depend on the order of the threads; days are"
                        + " a list",
                program::command);
    }
}
