package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.util.ArrayList;
import java.util.List;

/** The floor: {@link NewlineCount} in a JVM of its own. */
final class Newlines implements Peer {

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner) {
        return new Contender(
                "newlines",
                "line count (the floor)",
                Pace.QUICK,
                Input.LOG_WITH_REJECTS,
                Output.LINE_COUNT,
                "it only looks at every byte",
                arguments -> command(workspace, arguments));
    }

    private static List<String> command(Workspace workspace, PeerArguments arguments) {
        List<String> command = new ArrayList<>();
        command.add(Workspace.java());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-cp",
                        workspace.classPath("harness"),
                        NewlineCount.class.getName()));
        command.addAll(arguments.toList());
        return command;
    }
}
