package io.customerreport.testing.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.GlobalConfiguration;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that describe a cluster, as they lie in the repository; paths start at its root. */
public final class ConfigurationFiles {

    private ConfigurationFiles() {}

    /** A YAML file, or a JSON file, which is YAML, too. */
    public static Map<?, ?> read(String path) throws IOException {
        LoadSettings settings = LoadSettings.builder().build();
        return (Map<?, ?>) new Load(settings).loadFromString(Files.readString(Path.of(path)));
    }

    /** What a path of keys leads to. */
    public static Object at(Object node, String... keys) {
        for (String key : keys) {
            node = ((Map<?, ?>) node).get(key);
        }
        return node;
    }

    /** The settings of flink-conf/config.yaml as Flink reads them. */
    public static Map<String, String> flinkConf() {
        return GlobalConfiguration.loadConfiguration("flink-conf").toMap();
    }
}
