package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Python function that the contract comes from, where the user has it. */
final class PythonProgram implements Peer {

    private final Path program;

    /**
     * @param program a script with the function {@code compute_customer_report}, or null
     */
    PythonProgram(Path program) {
        this.program = program;
    }

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner) throws FailedRunException {
        if (program == null) {
            throw new FailedRunException("--python-program does not say where it is");
        }
        Path script = program.toAbsolutePath();
        if (!Files.isRegularFile(script)) {
            throw new FailedRunException("there is no file '" + script + "'");
        }
        Path driver = workspace.peer("python").resolve("write_reports.py");
        return new Contender(
                Peers.PYTHON,
                "the Python program",
                Pace.SLOW,
                Input.LOG_WITHOUT_REJECTS,
                Output.REPORTS,
                "a line that is JSON but no object ends it; sums depend on the order of the events",
                arguments -> command(driver, script, arguments));
    }

    private static List<String> command(Path driver, Path script, PeerArguments arguments) {
        List<String> command =
                new ArrayList<>(List.of("python3", driver.toString(), script.toString()));
        command.addAll(arguments.toList());
        return command;
    }
}
