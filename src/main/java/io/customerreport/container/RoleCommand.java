package io.customerreport.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/**
 * How the JVM of a part of the cluster is started.
 *
 * @param options of the JVM
 * @param arguments of the main class
 */
record RoleCommand(List<String> options, String mainClass, List<String> arguments) {

    /** Of Flink's jar for containers, which is on the class path of JobManagers alone. */
    private static final String APPLICATION =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";

    static RoleCommand of(ClusterRole role, ContainerSettings settings, RoleWords words) {
        return switch (role) {
            case JOBMANAGER, STANDALONE_JOB -> jobManager(settings, words);
            case TASKMANAGER -> taskManager(settings, words);
            case ZOOKEEPER -> zooKeeper(settings);
            default -> client(settings, words);
        };
    }

    private static RoleCommand jobManager(ContainerSettings settings, RoleWords words) {
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(settings.all());
        List<String> arguments = arguments(settings);
        addWords(JobManagerProcessUtils.generateDynamicConfigsStr(memory), arguments);
        if (words.nameAJob()) {
            arguments.addAll(words.flink());
            if (!words.flink().contains("--job-classname")) {
                arguments.addAll(List.of("--job-classname", ApplicationJob.class.getName()));
            }
            // Or an option of the job could be taken for one of Flink's.
            arguments.add("--");
            arguments.addAll(words.rest());
        }
        return new RoleCommand(
                options(
                        settings,
                        JobManagerProcessUtils.generateJvmParametersStr(memory, settings.all()),
                        "jobmanager"),
                words.nameAJob() ? APPLICATION : StandaloneSessionClusterEntrypoint.class.getName(),
                arguments);
    }

    private static RoleCommand taskManager(ContainerSettings settings, RoleWords words) {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(settings.all());
        List<String> arguments = arguments(settings);
        addWords(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory), arguments);
        return new RoleCommand(
                options(
                        settings,
                        ProcessMemoryUtils.generateJvmParametersStr(memory),
                        "taskmanager"),
                TaskManagerRunner.class.getName(),
                arguments);
    }

    private static RoleCommand zooKeeper(ContainerSettings settings) {
        return new RoleCommand(
                options(settings, "-Xmx64m -XX:+UseSerialGC", "zookeeper"),
                FlinkZooKeeperQuorumPeer.class.getName(),
                List.of(
                        "--zkConfigFile",
                        settings.folder().resolve("zoo.cfg").toString(),
                        "--peerId",
                        "1"));
    }

    /** The first word is an action of Flink's client, such as {@code run}. */
    private static RoleCommand client(ContainerSettings settings, RoleWords words) {
        List<String> arguments = new ArrayList<>(words.rest());
        if (!arguments.isEmpty()) {
            List<String> changes = new ArrayList<>();
            settings.changes().forEach((key, value) -> changes.add("-D" + key + "=" + value));
            arguments.addAll(1, changes);
        }
        return new RoleCommand(
                options(settings, "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "client"),
                CliFrontend.class.getName(),
                arguments);
    }

    private static List<String> options(ContainerSettings settings, String memory, String role) {
        Configuration all = settings.all();
        List<String> options = new ArrayList<>();
        addWords(memory, options);
        addWords(all.toMap().getOrDefault("env.java.opts.all", ""), options);
        addWords(all.toMap().getOrDefault("env.java.opts." + role, ""), options);
        Path logging = settings.folder().resolve("log4j-console.properties");
        options.addAll(
                List.of(
                        "-XX:-UsePerfData",
                        "-Dlog4j2.disableJmx=true",
                        "-Dlog4j.configurationFile=" + logging));
        return options;
    }

    private static List<String> arguments(ContainerSettings settings) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--configDir", settings.folder().toString()));
        for (Map.Entry<String, String> change : settings.changes().entrySet()) {
            arguments.addAll(List.of("-D", change.getKey() + "=" + change.getValue()));
        }
        return arguments;
    }

    private static void addWords(String text, List<String> words) {
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
    }
}
