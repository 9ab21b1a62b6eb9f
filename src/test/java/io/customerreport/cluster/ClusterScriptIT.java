package io.customerreport.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.testing.cluster.ClusterRest;
import io.customerreport.testing.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./cluster} where the machine lacks something, or the settings are wrong. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class ClusterScriptIT {

    @TempDir Path folder;

    @AfterEach
    void removeTheLinks() throws IOException {
        Path commands = folder.resolve("bin");
        if (Files.exists(commands)) {
            try (DirectoryStream<Path> links = Files.newDirectoryStream(commands)) {
                for (Path link : links) {
                    Files.delete(link);
                }
            }
        }
    }

    @Test
    void processesAreFoundWithoutPsAndInALocaleWithDigitsOfItsOwn() throws Exception {
        Path commands = Files.createDirectory(folder.resolve("bin"));
        linkAllCommandsBut("ps", commands);
        LocalCluster cluster =
                LocalCluster.start(
                        folder.resolve("cluster"),
                        Map.of(
                                "PATH", commands.toString(),
                                "JAVA_TOOL_OPTIONS", "-Duser.language=fa -Duser.country=IR",
                                "_JAVA_OPTIONS", "-Duser.language=ar -Duser.country=SA"),
                        Map.of(),
                        "--taskmanagers",
                        "1");
        long jobManager = pid(cluster, LocalCluster.JOB_MANAGER);

        String status = cluster.status();
        cluster.stop();

        assertThat(status).contains("jobmanager", "taskmanager-1", "process " + jobManager);
        ClusterRest.await("the JobManager is gone", () -> !isRunning(jobManager));
        assertThat(cluster.status()).isEmpty();
    }

    @Test
    void startThatFailsLeavesNoProcess() throws Exception {
        Path cluster = folder.resolve("cluster");

        assertThatThrownBy(
                        () ->
                                LocalCluster.start(
                                        cluster,
                                        Map.of("env.java.opts.taskmanager", "-XX:+NoSuchOption")))
                .hasMessageContainingAll(
                        "NoSuchOption", "taskmanager-1 has ended", cluster.toString());

        assertThat(ProcessHandle.allProcesses().map(ProcessHandle::info).toList())
                .noneMatch(
                        process ->
                                process.commandLine()
                                        .filter(line -> line.contains(cluster + "/"))
                                        .isPresent());
    }

    private static void linkAllCommandsBut(String left, Path commands) throws IOException {
        for (String path : System.getenv("PATH").split(":")) {
            if (!Files.isDirectory(Path.of(path))) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(path))) {
                for (Path file : files) {
                    Path link = commands.resolve(file.getFileName());
                    if (!file.endsWith(left) && !Files.exists(link)) {
                        Files.deleteIfExists(link);
                        Files.createSymbolicLink(link, file);
                    }
                }
            }
        }
    }

    private static long pid(LocalCluster cluster, String role) throws IOException {
        return Long.parseLong(Files.readString(cluster.folder().resolve(role + ".pid")).strip());
    }

    /** One that has ended, and that nobody has waited for, has a handle but no command any more. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
    }
}
