package io.customerreport.container;

import io.customerreport.cli.EmbeddedMain;
import io.customerreport.cli.console.Console;
import io.customerreport.cli.console.ExitStatus;
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

    private ContainerMain() {}

    public static void main(String[] args) {
        List<String> words = words(args);
        Optional<ClusterRole> role = words.stream().findFirst().flatMap(ClusterRole::named);
        if (role.isEmpty()) {
            EmbeddedMain.main(words.toArray(String[]::new));
            return;
        }
        Console console = Console.standard();
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
