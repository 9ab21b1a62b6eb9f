package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.util.ArrayList;
import java.util.List;

/** customer-report itself, as anyone would start it. */
final class Launcher implements Peer {

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner) {
        return new Contender(
                "customer-report",
                "**customer-report**",
                Pace.QUICK,
                Input.LOG_WITH_REJECTS,
                Output.REPORTS,
                "",
                arguments -> command(workspace, arguments));
    }

    private static List<String> command(Workspace workspace, PeerArguments arguments) {
        List<String> command = new ArrayList<>();
        if (workspace.megabytes().isPresent()) {
            int heap = workspace.megabytes().getAsInt() * 3 / 4;
            command.addAll(List.of("env", "CUSTOMER_REPORT_JAVA_OPTS=-Xmx" + heap + "m"));
        }
        command.addAll(
                List.of(
                        workspace.root().resolve("customer-report").toString(),
                        "--input",
                        arguments.log().toString(),
                        "--output",
                        arguments.answer().toString(),
                        "--fx-rates",
                        arguments.ratesAsText(),
                        "--now",
                        Long.toString(arguments.now())));
        if (workspace.megabytes().isPresent()) {
            command.addAll(List.of("-D", "execution.runtime-mode=BATCH"));
        }
        return command;
    }
}
