package io.customerreport.container;

import io.customerreport.cli.EmbeddedMain;
import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * The command of the image: its first word may name a part of a Flink cluster, and all else is a
 * run in this process.
 *
 * <p>It takes the place of a script, so that an image without a shell will do.
 */
public final class ContainerMain {

    /** Half of it is heap; the rest of the JVM, and buffers for two cores, take nearly as much. */
    private static final long LEAST_BYTES = 256 << 20;

    private ContainerMain() {}

    public static void main(String[] args) {
        List<String> words = words(args);
        Optional<ClusterRole> role = words.stream().findFirst().flatMap(ClusterRole::named);
        Console console = Console.standard();
        if (role.isEmpty()) {
            MemoryLimit.ofThisContainer().ifPresent(bytes -> heedLimit(bytes, words, console));
            EmbeddedMain.main(words.toArray(String[]::new));
            return;
        }
        int status = ExitStatus.FAILED;
        try {
            status = run(role.get(), words.subList(1, words.size()), console);
        } catch (UsageException e) {
            console.error(e.getMessage());
            status = ExitStatus.USED_WRONGLY;
        } catch (Exception e) {
            console.error(role.get() + " does not start: " + e.getMessage());
        } finally {
            System.exit(status);
        }
    }

    /** Linux puts the name of an executable text before the words that it was called with. */
    private static List<String> words(String[] args) {
        List<String> words = List.of(args);
        boolean isNamed =
                !words.isEmpty() && words.get(0).equals(ImageHome.current().command().toString());
        return isNamed ? words.subList(1, words.size()) : words;
    }

    /** The kernel kills what needs more than the limit, without a word. */
    private static void heedLimit(long bytes, List<String> words, Console console) {
        String limit = "the container's limit of " + (bytes >> 20) + " MiB";
        if (bytes < LEAST_BYTES && words.size() > 1) {
            console.error(limit + " is too little memory for a run: raise it to 256 MiB or more");
            System.exit(ExitStatus.FAILED);
        }
        System.setProperty(FailureMessage.LARGER_HEAP_PROPERTY, "raise " + limit);
    }

    private static int run(ClusterRole role, List<String> words, Console console) throws Exception {
        if (role == ClusterRole.HEALTH) {
            return HealthCheck.of(words).run(console);
        }
        RoleWords given = RoleWords.read(words);
        ContainerSettings settings =
                ContainerSettings.read(
                        role,
                        ImageHome.current().configuration(),
                        System.getenv("FLINK_PROPERTIES"),
                        given.settings(),
                        MemoryLimit.ofThisContainer());
        return new RoleProcess(role, settings, given).run(console);
    }
}
