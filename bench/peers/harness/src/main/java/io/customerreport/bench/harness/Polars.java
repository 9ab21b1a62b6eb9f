package io.customerreport.bench.harness;

import io.customerreport.bench.harness.Contender.Input;
import io.customerreport.bench.harness.Contender.Output;
import io.customerreport.bench.harness.Contender.Pace;
import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Polars from Node, which installs without Python; npm fetches it into the benchmark's folder. */
final class Polars implements Peer {

    private static final String VERSION = "0.26.1";
    private static final String SCRIPT = "reports.mjs";

    @Override
    public Contender prepare(Workspace workspace, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        Path folder = workspace.folder().resolve("polars-" + VERSION);
        if (!Files.exists(folder.resolve("node_modules"))) {
            install(folder, runner);
        }
        // Node looks for modules beside the script.
        Path script = folder.resolve(SCRIPT);
        Files.copy(
                workspace.peer("polars").resolve(SCRIPT),
                script,
                StandardCopyOption.REPLACE_EXISTING);
        return new Contender(
                "polars",
                "Polars (nodejs-polars " + VERSION + ")",
                Pace.SLOW,
                Input.LOG_WITHOUT_REJECTS,
                Output.REPORTS,
                "a line that is no JSON ends it; sums depend on the order of the threads; days are"
                        + " a list",
                arguments -> command(script, arguments));
    }

    private static void install(Path folder, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        Files.createDirectories(folder);
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        try {
            // The native part by name: as an optional dependency npm would skip it in silence.
            runner.run(
                    "npm-install",
                    List.of(
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--prefix=" + folder,
                            "nodejs-polars@" + VERSION,
                            "nodejs-polars-linux-" + architecture + "-gnu@" + VERSION));
        } catch (IOException noNpm) {
            throw new FailedRunException("npm cannot be started: " + noNpm.getMessage());
        }
    }

    private static List<String> command(Path script, PeerArguments arguments) {
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(arguments.toList());
        return command;
    }
}
