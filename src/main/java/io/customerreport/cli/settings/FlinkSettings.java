package io.customerreport.cli.settings;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.cli.process.ForeignTexts;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * Refuses settings of Flink that would do nothing, as nobody knows them, or that Flink would fail
 * to read in the middle of the run's start.
 */
public final class FlinkSettings {

    /** Names below them are of plugins and of other ways to start Flink, and none is known. */
    private static final List<String> FOREIGN =
            List.of(
                    "s3.",
                    "s3a.",
                    "fs.s3a.",
                    "gs.",
                    "fs.gs.",
                    "oss.",
                    "fs.oss.",
                    "fs.azure.",
                    "presto.",
                    "hive.",
                    "hadoop.",
                    "flink.hadoop.",
                    "flink.yarn.",
                    "kubernetes.",
                    "yarn.",
                    "containerized.",
                    "python.",
                    "table.");

    /** Below them some names are Flink's, and others are of plugins: nobody can tell. */
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
                    "fs.",
                    "env.",
                    "dstl.",
                    "source.file.",
                    "shuffle-service-factory.");

    /** Settings of libraries that a build may lack: only where they are, their names are known. */
    private static final List<String> OPEN_WHERE_ABSENT =
            List.of("state.backend.rocksdb.", "state.backend.forst.");

    /** What an embedded run sets itself, whatever is given. */
    private static final Set<String> SET_BY_THE_RUN =
            Set.of(DeploymentOptions.TARGET.key(), DeploymentOptions.ATTACHED.key());

    /** The unit that Flink takes a value without one to have. */
    private static final Map<Type, String> UNIT =
            Map.of(Duration.class, "milliseconds", MemorySize.class, "bytes");

    private FlinkSettings() {}

    /**
     * Checks what the user gave.
     *
     * @param settings Flink configuration by key
     */
    public static void check(Map<String, String> settings) throws UsageException {
        if (settings.isEmpty()) {
            return;
        }
        KnownSettings known = KnownSettings.ofFlink();
        Map<ConfigOption<?>, GivenSetting> byOption = new HashMap<>();
        for (Map.Entry<String, String> entry : settings.entrySet()) {
            String key = entry.getKey();
            GivenSetting given = new GivenSetting(key, entry.getValue());
            if (FOREIGN.stream().anyMatch(key::startsWith)) {
                continue;
            }
            Optional<KnownSettings.Setting> setting = known.find(key);
            if (setting.isPresent()) {
                requireUsable(given, setting.get());
                requireOneName(given, setting.get().option(), byOption);
            } else if (!isOpen(key, known)) {
                throw new Given("-D", key)
                        .refused(
                                "is not a setting that Flink or this job knows"
                                        + known.nearest(key)
                                                .map("; did you mean %s?"::formatted)
                                                .orElse(""));
            }
        }
    }

    private static boolean isOpen(String key, KnownSettings known) {
        return OPEN.stream().anyMatch(key::startsWith)
                || OPEN_WHERE_ABSENT.stream()
                        .anyMatch(prefix -> key.startsWith(prefix) && !known.anyBelow(prefix));
    }

    private static void requireUsable(GivenSetting given, KnownSettings.Setting setting)
            throws UsageException {
        ConfigOption<?> option = setting.option();
        if (option.key().equals(CoreOptions.DEFAULT_PARALLELISM.key())) {
            // Which has limits of its own.
            return;
        }
        if (SET_BY_THE_RUN.contains(option.key())) {
            throw given.refused("has no effect, as the run is in this process: leave it out");
        }
        Object value;
        try {
            value =
                    Configuration.fromMap(Map.of(given.key(), given.value()))
                            .getOptional(option)
                            .orElse(null);
        } catch (IllegalArgumentException e) {
            throw given.refused(expected(setting.type(), FailureMessage.of(e)));
        }
        Optional<String> violation =
                SettingRange.violation(option.key(), given.value(), value, option.defaultValue());
        if (violation.isPresent()) {
            throw given.refused(violation.get());
        }
    }

    /** Flink would take the one and pass over the other. */
    private static void requireOneName(
            GivenSetting given, ConfigOption<?> option, Map<ConfigOption<?>, GivenSetting> byOption)
            throws UsageException {
        if (given.key().startsWith(option.key() + ".")) {
            // One of several in a map.
            return;
        }
        GivenSetting other = byOption.putIfAbsent(option, given);
        if (other != null) {
            throw given.refused("sets the same as " + other + ": leave one out");
        }
    }

    /**
     * Says how Flink reads durations and sizes that have no unit, which people may mean otherwise.
     *
     * @param settings that passed {@link #check}
     */
    public static List<String> notes(Map<String, String> settings) {
        List<String> notes = new ArrayList<>();
        settings.forEach(
                (key, value) -> {
                    if (value.matches("\\s*0*[1-9][0-9]*\\s*")
                            && FOREIGN.stream().noneMatch(key::startsWith)) {
                        KnownSettings.ofFlink()
                                .find(key)
                                .map(KnownSettings.Setting::type)
                                .map(UNIT::get)
                                .map(
                                        unit ->
                                                new GivenSetting(key, value)
                                                        + " has no unit, so Flink takes it for "
                                                        + unit)
                                .ifPresent(notes::add);
                    }
                });
        return notes;
    }

    /**
     * What is wrong with a setting of a cluster's that Flink could not read.
     *
     * @param message what Flink said
     * @return empty if it was another failure
     */
    public static Optional<String> unreadable(String message) {
        Matcher setting = ForeignTexts.unreadableSetting(message == null ? "" : message);
        if (!setting.matches()) {
            return Optional.empty();
        }
        String key = setting.group("key");
        return KnownSettings.ofFlink()
                .find(key)
                .map(known -> expected(known.type(), message))
                .map(what -> new Given(key, setting.group("value")) + " " + what);
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
