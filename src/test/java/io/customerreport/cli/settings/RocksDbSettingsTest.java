package io.customerreport.cli.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerreport.job.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RocksDbSettingsTest {

    private static final Map<String, String> ROCKSDB = Map.of("state.backend.type", "rocksdb");

    @Test
    void runWithoutRocksDbIsRefusedWithTheCommandThatAddsIt() {
        assertThatThrownBy(
                        () ->
                                RocksDbSettings.require(
                                        ROCKSDB, ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D 'state.backend.type=rocksdb' needs RocksDB:"
                                + " mvn -q -Procksdb -DskipTests package adds it");
    }

    @Test
    void otherBackendsAndRocksDbWhereItIsPass() throws UsageException {
        RocksDbSettings.require(ROCKSDB, getClass().getClassLoader());
        RocksDbSettings.require(Map.of(), ClassLoader.getPlatformClassLoader());
        RocksDbSettings.require(
                Map.of("state.backend.type", "hashmap"), ClassLoader.getPlatformClassLoader());
    }
}
