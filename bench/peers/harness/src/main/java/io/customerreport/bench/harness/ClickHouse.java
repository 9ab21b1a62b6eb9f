package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import java.io.IOException;
import java.util.List;

/** ClickHouse's engine within Node (chDB), since npm has it as it is built for this machine. */
final class ClickHouse implements Peer {

    private static final String VERSION = "3.4.0";
    private static final String ENGINE = "26.7.3-stable.1";

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        NodeProgram program =
                NodeProgram.install(
                        workspace.folder().resolve("clickhouse-" + VERSION),
                        List.of(
                                "chdb@" + VERSION,
                                "@chdb/lib-linux-%s-gnu@%s"
                                        .formatted(NodeProgram.architecture(), ENGINE)),
                        workspace.peer("clickhouse"),
                        List.of("reports.cjs", "reports.sql"),
                        runner);
        return new Contender(
                "clickhouse",
                "ClickHouse " + ENGINE + " (chDB)",
                Pace.QUICK,
                Input.LOG_WITH_REJECTS,
                Output.REPORTS,
                "sums depend on the order of the threads; days are in no order; what of a damaged"
                        + " line can be read is accepted; lost lines are not counted",
                program::command);
    }
}
