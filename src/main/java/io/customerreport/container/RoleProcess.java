package io.customerreport.container;

import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A part of the cluster in a JVM of its own, which ends with this process, and this with it.
 *
 * <p>A JVM's memory and compiler are chosen when it starts, and those of a cluster follow from
 * Flink's settings.
 */
final class RoleProcess {

    /** How the kernel ends a process, also one that needs more memory than its container has. */
    private static final int KILLED = 128 + 9;

    /**
     * What is left of Flink's status for a job that failed, 1443, in the eight bits of a status.
     */
    private static final int JOB_FAILED = 1443 & 0xff;

    private final ClusterRole role;
    private final ContainerSettings settings;
    private final RoleWords words;

    RoleProcess(ClusterRole role, ContainerSettings settings, RoleWords words) {
        this.role = role;
        this.settings = settings;
        this.words = words;
    }

    /** Returns the exit status. */
    int run(Console console) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command()).inheritIO();
        builder.environment().put("FLINK_CONF_DIR", settings.folder().toString());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        int status = process.waitFor();
        if (status == KILLED) {
            console.error(killed(MemoryLimit.ofThisContainer()));
        }
        return status == JOB_FAILED && role.isJobManager() ? ExitStatus.FAILED : status;
    }

    /** Who stops the container decides how long this may take. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String killed(OptionalLong limit) {
        return role
                + " was killed"
                + (limit.isPresent()
                        ? ", as processes are that need more than the container's limit of "
                                + (limit.getAsLong() >> 20)
                                + " MiB: raise the limit, or set a smaller memory.process.size"
                        : " from outside");
    }

    private List<String> command() throws IOException {
        ImageHome home = ImageHome.current();
        RoleCommand start = RoleCommand.of(role, settings, words);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(archivedClasses());
        command.addAll(start.options());
        command.add("-cp");
        command.add(home.classPath() + ":" + home.clusterClassPath());
        command.add(start.mainClass());
        command.addAll(start.arguments());
        return command;
    }

    /** This process's archive serves the other as well, as its class path begins likewise. */
    private static List<String> archivedClasses() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile="))
                .toList();
    }
}
