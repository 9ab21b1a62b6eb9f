package io.customerreport.cli.settings;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.Given;
import io.customerreport.job.JobOptions;
import io.customerreport.job.UsageException;
import io.customerreport.source.files.AbsolutePath;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * Lets an embedded run use the file systems in the folder that {@code FLINK_PLUGINS_DIR} names, as
 * every process of a cluster does.
 *
 * <p>A run that only touches local files loads none of it.
 */
public final class FileSystemPlugins {

    private static final Set<String> S3_SCHEMES = Set.of("s3", "s3a");

    /** Held, because loggers that nobody holds forget their level. */
    private static final Logger SDK = Logger.getLogger("com.amazonaws");

    private FileSystemPlugins() {}

    /**
     * Must come before any path of the options is looked up.
     *
     * @throws UsageException if a path needs a file system that is not there, or if a credential is
     *     given among the settings
     */
    public static void load(JobOptions options) throws UsageException {
        load(paths(options), options.execution().flinkSettings());
    }

    /**
     * As {@link #load(JobOptions)}.
     *
     * @param paths that are looked up, by the options that give them
     */
    public static void load(List<Given> paths, Map<String, String> settings) throws UsageException {
        for (String key : settings.keySet()) {
            requireNoCredential(key);
        }
        Collection<Given> remote = remotePaths(paths, settings);
        if (remote.isEmpty()) {
            return;
        }
        String folder = System.getenv(ConfigConstants.ENV_FLINK_PLUGINS_DIR);
        if (folder != null && new File(folder).isDirectory()) {
            // It logs past Flink's logger, to the terminal; what matters comes as exceptions, too.
            SDK.setLevel(Level.SEVERE);
            Configuration configuration = Configuration.fromMap(settings);
            FileSystem.initialize(
                    configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
        }
        for (Given path : remote) {
            requireKnown(path);
        }
    }

    /** Every process of the machine can read a command line. */
    private static void requireNoCredential(String key) throws UsageException {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean s3 = lower.matches("(s3|s3a|fs\\.s3a)\\..*");
        if (s3 && (GlobalConfiguration.isSensitive(lower) || lower.matches(".*access[.-]key"))) {
            throw new Given("-D", key)
                    .refused(
                            "is a credential, which belongs in the environment:"
                                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
    }

    private static List<Given> paths(JobOptions options) {
        List<Given> all = new ArrayList<>();
        options.input().paths().forEach(input -> all.add(new Given("--input", input)));
        if (options.input().base() != null) {
            all.add(new Given("--base", options.input().base()));
        }
        all.addAll(options.output().folders());
        return all;
    }

    /** The options' values that are not local, each by the option that gave it first. */
    private static Collection<Given> remotePaths(List<Given> paths, Map<String, String> settings) {
        List<Given> all = new ArrayList<>(paths);
        settings.forEach((key, value) -> all.add(new Given("-D " + key, value)));
        Map<String, Given> byValue = new LinkedHashMap<>();
        all.forEach(given -> byValue.putIfAbsent(given.value(), given));
        byValue.keySet().removeIf(value -> scheme(value).equals("file"));
        return byValue.values();
    }

    private static void requireKnown(Given given) throws UsageException {
        if (!S3_SCHEMES.contains(scheme(given.value()))) {
            // What else is missing is said by whoever looks the path up.
            return;
        }
        try {
            new Path(given.value()).getFileSystem();
        } catch (UnsupportedFileSystemSchemeException e) {
            throw given.refused(
                    "needs Flink's file system for S3: mvn -q -Ps3 -DskipTests package adds it");
        } catch (IOException e) {
            throw given.refused("cannot be reached: " + FailureMessage.of(e));
        }
    }

    private static String scheme(String value) {
        String scheme = AbsolutePath.schemeOf(value);
        return scheme == null ? "file" : scheme.toLowerCase(Locale.ROOT);
    }
}
