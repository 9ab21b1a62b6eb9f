package io.customerreport.bench.harness;

import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A script for Node beside the packages that it needs, which npm fetches once. */
record NodeProgram(Path script) {

    /**
     * @param packages with their versions; a native part is named by itself, since npm skips an
     *     optional dependency in silence
     * @param files of the peer, the script first
     */
    static NodeProgram install(
            Path folder, List<String> packages, Path peer, List<String> files, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        if (!Files.exists(folder.resolve("node_modules"))) {
            fetch(folder, packages, runner);
        }
        for (String file : files) {
            // Node looks for modules beside the script.
            Files.copy(
                    peer.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return new NodeProgram(folder.resolve(files.get(0)));
    }

    /** The name of this machine's architecture in names of packages. */
    static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }

    List<String> command(PeerArguments arguments) {
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(arguments.toList());
        return command;
    }

    private static void fetch(Path folder, List<String> packages, ProcessRunner runner)
            throws IOException, InterruptedException, FailedRunException {
        Files.createDirectories(folder);
        List<String> command =
                new ArrayList<>(
                        List.of("npm", "install", "--no-audit", "--no-fund", "--prefix=" + folder));
        command.addAll(packages);
        try {
            runner.run("npm-install", command);
        } catch (IOException noNpm) {
            throw new FailedRunException("npm cannot be started: " + noNpm.getMessage());
        }
    }
}
