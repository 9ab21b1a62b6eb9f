package io.customerreport.cli;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * Refuses settings of Flink that would do nothing, as nobody knows them, or that Flink would fail
 * to read in the middle of the run's start.
 */
final class FlinkSettings {

    /** Names below them belong to plugins, or to other ways to start Flink: nobody can tell. */
    private static final List<String> OPEN =
            List.of(
                    "$internal.",
                    "internal.",
                    "metrics.reporter.",
                    "traces.reporter.",
                    "events.reporter.",
                    "metrics.scope.variables.",
                    "external-resource.",
                    "security.delegation.token.",
                    "security.delegation.tokens.",
                    "high-availability.",
                    "s3.",
                    "s3a.",
                    "fs.",
                    "gs.",
                    "oss.",
                    "presto.",
                    "hive.",
                    "hadoop.",
                    "flink.hadoop.",
                    "flink.yarn.",
                    "kubernetes.",
                    "yarn.",
                    "containerized.",
                    "python.",
                    "table.",
                    "env.",
                    "dstl.",
                    "source.file.",
                    "shuffle-service-factory.");

    /** Of libraries that a build may lack; where they are, their names are known. */
    private static final List<String> OPEN_WHERE_ABSENT =
            List.of("state.backend.rocksdb.", "state.backend.forst.");

    private static final Pattern UNREADABLE =
            Pattern.compile("Could not parse value '(.*)' for key '([^']*)'.*", Pattern.DOTALL);

    private FlinkSettings() {}

    /**
     * Checks what the user gave.
     *
     * @param settings Flink configuration by key
     */
    static void check(Map<String, String> settings) throws UsageException {
        if (settings.isEmpty()) {
            return;
        }
        KnownSettings known = new KnownSettings();
        for (Map.Entry<String, String> given : settings.entrySet()) {
            String key = given.getKey();
            if (OPEN.stream().anyMatch(key::startsWith)) {
                continue;
            }
            Optional<KnownSettings.Setting> setting = known.find(key);
            if (setting.isPresent()) {
                requireReadable(key, given.getValue(), setting.get());
            } else if (!isOpen(key, known)) {
                throw new UsageException(
                        "-D '%s' is no setting that Flink or this job knows%s"
                                .formatted(
                                        key,
                                        known.nearest(key)
                                                .map("; did you mean %s?"::formatted)
                                                .orElse("")));
            }
        }
    }

    private static boolean isOpen(String key, KnownSettings known) {
        return OPEN_WHERE_ABSENT.stream()
                .anyMatch(prefix -> key.startsWith(prefix) && !known.anyBelow(prefix));
    }

    private static void requireReadable(String key, String value, KnownSettings.Setting setting)
            throws UsageException {
        if (key.equals(CoreOptions.DEFAULT_PARALLELISM.key())) {
            // Which has limits of its own.
            return;
        }
        String failure = failure(key, value, setting.option());
        if (failure != null) {
            throw new UsageException(
                    "-D '%s=%s' %s".formatted(key, value, expected(setting.type(), failure)));
        }
    }

    /** What Flink says when it cannot read the value, or null. */
    private static String failure(String key, String value, ConfigOption<?> option) {
        try {
            Configuration.fromMap(Map.of(key, value)).getOptional(option);
            return null;
        } catch (IllegalArgumentException e) {
            return FailureMessage.of(e);
        }
    }

    /**
     * What is wrong with a setting of a cluster's that Flink could not read.
     *
     * @param message what Flink said
     * @return empty if it was another failure
     */
    static Optional<String> unreadable(String message) {
        Matcher setting = UNREADABLE.matcher(message == null ? "" : message);
        if (!setting.matches()) {
            return Optional.empty();
        }
        String key = setting.group(2);
        return new KnownSettings()
                .find(key)
                .map(known -> expected(known.type(), message))
                .map(what -> "%s '%s' %s".formatted(key, setting.group(1), what));
    }

    /** What a value of this type is not that Flink could not read. */
    static String expected(Type type, String failure) {
        if (type == Duration.class) {
            return "is not a duration such as 500ms, 10s, 5min or 1h";
        }
        if (type == MemorySize.class) {
            return "is not a size such as 512k, 64m or 1g";
        }
        if (type == Integer.class || type == Long.class) {
            return "is not a whole number, or out of range";
        }
        if (type == Double.class || type == Float.class) {
            return "is not a number";
        }
        if (type == Boolean.class) {
            return "is neither true nor false";
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return "is not " + choices(choice);
        }
        return "cannot be read: " + failure;
    }

    /** Such as: STREAMING, BATCH or AUTOMATIC. */
    private static String choices(Class<?> choice) {
        List<String> names =
                Arrays.stream(choice.getEnumConstants()).map(Object::toString).toList();
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }
}
