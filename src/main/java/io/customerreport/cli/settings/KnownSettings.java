package io.customerreport.cli.settings;

import io.customerreport.embedded.EmbeddedOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.jspecify.annotations.Nullable;

/**
 * The settings that this job and Flink's classes on the class path declare, by the names that they
 * have and had.
 *
 * <p>It looks into the usual classes first: to look into all takes about a second.
 */
final class KnownSettings {

    /**
     * A setting.
     *
     * @param type of its values
     */
    record Setting(ConfigOption<?> option, Type type) {}

    private static final List<Class<?>> USUAL =
            List.of(
                    CheckpointingOptions.class,
                    ClusterOptions.class,
                    CoreOptions.class,
                    EmbeddedOptions.class,
                    ExecutionOptions.class,
                    HeartbeatManagerOptions.class,
                    JobManagerOptions.class,
                    NettyShuffleEnvironmentOptions.class,
                    PipelineOptions.class,
                    ResourceManagerOptions.class,
                    RestOptions.class,
                    RestartStrategyOptions.class,
                    RpcOptions.class,
                    StateBackendOptions.class,
                    StateRecoveryOptions.class,
                    TaskManagerOptions.class,
                    WebOptions.class);

    private static final String FLINK = "org/apache/flink/";

    /** Those of tables and formats are not settings of a run, and have names such as path. */
    private static final Pattern OPTIONS =
            Pattern.compile(FLINK + "(?!table/|formats/|.*/table/|shaded/)[\\w/]*Options\\.class");

    private static final KnownSettings OF_FLINK = new KnownSettings();

    private final Map<String, Setting> byKey = new HashMap<>();
    private boolean complete;

    private KnownSettings() {
        USUAL.forEach(this::add);
    }

    /** The only one, as what it finds stays so; for use by one thread. */
    static KnownSettings ofFlink() {
        return OF_FLINK;
    }

    /** The setting of this name; that of a map, for a name below it. */
    Optional<Setting> find(String key) {
        Setting setting = lookUp(key);
        if (setting == null && !complete) {
            addAll();
            setting = lookUp(key);
        }
        return Optional.ofNullable(setting);
    }

    /** The option of this name, if it is one of the usual. */
    Optional<ConfigOption<?>> usual(String key) {
        return Optional.ofNullable(lookUp(key)).map(Setting::option);
    }

    /** Whether some name begins like that. */
    boolean anyBelow(String prefix) {
        addAll();
        return byKey.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** The name that is most like this one, if any is. */
    Optional<String> nearest(String key) {
        addAll();
        String lower = key.toLowerCase(Locale.ROOT);
        var distance = new LevenshteinDistance(key.length() / 4 + 1);
        return byKey.keySet().stream()
                .filter(known -> distance.apply(lower, known) >= 0)
                .min(
                        (a, b) ->
                                distance.apply(lower, a).equals(distance.apply(lower, b))
                                        ? a.compareTo(b)
                                        : distance.apply(lower, a) - distance.apply(lower, b));
    }

    private @Nullable Setting lookUp(String key) {
        Setting setting = byKey.get(key);
        for (int dot = key.lastIndexOf('.');
                setting == null && dot > 0;
                dot = key.lastIndexOf('.', dot - 1)) {
            Setting above = byKey.get(key.substring(0, dot));
            if (above != null && ConfigurationUtils.canBePrefixMap(above.option())) {
                setting = above;
            }
        }
        return setting;
    }

    private void addAll() {
        if (complete) {
            return;
        }
        complete = true;
        ClassLoader loader = ConfigOption.class.getClassLoader();
        try {
            for (URL folder : Collections.list(loader.getResources(FLINK))) {
                if (folder.openConnection() instanceof JarURLConnection jar) {
                    jar.setUseCaches(false);
                    try (JarFile file = jar.getJarFile()) {
                        file.stream().map(JarEntry::getName).forEach(name -> add(name, loader));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read", e);
        }
    }

    private void add(String entry, ClassLoader loader) {
        if (!OPTIONS.matcher(entry).matches()) {
            return;
        }
        try {
            add(
                    Class.forName(
                            entry.substring(0, entry.length() - ".class".length())
                                    .replace('/', '.'),
                            true,
                            loader));
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs a library that is not there, and so it is of no use here.
        }
    }

    private void add(Class<?> options) {
        for (Field field : options.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.getType() == ConfigOption.class
                    && field.trySetAccessible()
                    && field.getGenericType() instanceof ParameterizedType option) {
                try {
                    add((ConfigOption<?>) field.get(null), option.getActualTypeArguments()[0]);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void add(ConfigOption<?> option, Type type) {
        Setting setting = new Setting(option, type);
        byKey.put(option.key(), setting);
        for (FallbackKey former : option.fallbackKeys()) {
            byKey.putIfAbsent(former.getKey(), setting);
        }
    }
}
