package io.customerreport.cli.settings;

import io.customerreport.job.UsageException;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;

/** What an embedded run needs to keep its state in RocksDB, which is not there in every build. */
public final class RocksDbSettings {

    /** {@code RocksDBConfigurableOptions.USE_BLOOM_FILTER}. */
    private static final ConfigOption<Boolean> USE_BLOOM_FILTER =
            ConfigOptions.key("state.backend.rocksdb.use-bloom-filter")
                    .booleanType()
                    .defaultValue(false);

    private static final String NAME = "rocksdb";
    private static final String FACTORY =
            "org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory";

    private RocksDbSettings() {}

    /** RocksDB is asked for each customer, and has not heard of most of them yet. */
    static void setDefaults(Configuration defaults) {
        defaults.set(USE_BLOOM_FILTER, true);
    }

    /**
     * Refuses settings that need RocksDB when it is not there.
     *
     * @param settings Flink configuration by key
     * @param loader where Flink would look for it
     */
    public static void require(Map<String, String> settings, ClassLoader loader)
            throws UsageException {
        GivenSetting backend =
                GivenSetting.of(StateBackendOptions.STATE_BACKEND, settings).orElse(null);
        if (backend == null || !NAME.equalsIgnoreCase(backend.value())) {
            return;
        }
        try {
            Class.forName(FACTORY, false, loader);
        } catch (ClassNotFoundException e) {
            throw backend.refused("needs RocksDB: mvn -q -Procksdb -DskipTests package adds it");
        }
    }
}
