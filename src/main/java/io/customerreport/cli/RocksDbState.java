package io.customerreport.cli;

import java.util.Map;
import org.apache.flink.configuration.StateBackendOptions;

/** Refuses an embedded run that is to keep its state in RocksDB when RocksDB is not there. */
final class RocksDbState {

    private static final String NAME = "rocksdb";
    private static final String FACTORY =
            "org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory";

    private RocksDbState() {}

    /**
     * @param settings Flink configuration by key
     * @param loader where Flink would look for it
     */
    static void require(Map<String, String> settings, ClassLoader loader) throws UsageException {
        String key = StateBackendOptions.STATE_BACKEND.key();
        String backend = settings.get(key);
        if (!NAME.equalsIgnoreCase(backend)) {
            return;
        }
        try {
            Class.forName(FACTORY, false, loader);
        } catch (ClassNotFoundException e) {
            throw new UsageException(
                    "-D '"
                            + key
                            + "="
                            + backend
                            + "' needs RocksDB: mvn -q -Procksdb -DskipTests package adds it");
        }
    }
}
