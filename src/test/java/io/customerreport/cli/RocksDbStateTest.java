package io.customerreport.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RocksDbStateTest {

    private static final Map<String, String> ROCKSDB = Map.of("state.backend.type", "rocksdb");

    @Test
    void runWithoutRocksDbIsRefusedWithTheCommandThatAddsIt() {
        assertThatThrownBy(
                        () -> RocksDbState.require(ROCKSDB, ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "-D 'state.backend.type=rocksdb' needs RocksDB:"
                                + " mvn -q -Procksdb -DskipTests package adds it");
    }

    @Test
    void otherBackendsAndRocksDbWhereItIsPass() throws UsageException {
        RocksDbState.require(ROCKSDB, getClass().getClassLoader());
        RocksDbState.require(Map.of(), ClassLoader.getPlatformClassLoader());
        RocksDbState.require(
                Map.of("state.backend.type", "hashmap"), ClassLoader.getPlatformClassLoader());
    }
}
