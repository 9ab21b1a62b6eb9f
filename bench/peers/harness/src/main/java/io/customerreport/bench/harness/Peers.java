package io.customerreport.bench.harness;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All programs that {@code --peers} may name. */
final class Peers {

    static final String DUCKDB = "duckdb";
    static final String DUCKDB_TUNED = "duckdb-tuned";
    static final String DUCKDB_CHECKED = "duckdb-checked";
    static final String PYTHON = "python";
    static final List<String> DEFAULT =
            List.of(
                    DUCKDB,
                    DUCKDB_TUNED,
                    DUCKDB_CHECKED,
                    "flink-datastream",
                    "flink-sql",
                    "newlines");

    private Peers() {}

    /**
     * @param pythonProgram null if there is none
     */
    static Map<String, Peer> byName(Path pythonProgram) {
        Map<String, Peer> peers = new LinkedHashMap<>();
        peers.put(DUCKDB, DuckDb.AS_IT_COMES);
        peers.put(DUCKDB_TUNED, DuckDb.TUNED);
        peers.put(DUCKDB_CHECKED, DuckDb.CHECKED);
        peers.put("flink-datastream", FlinkJob.DATA_STREAM);
        peers.put("flink-sql", FlinkJob.SQL);
        peers.put("spark", new Spark());
        peers.put("clickhouse", new ClickHouse());
        peers.put("polars", new Polars());
        peers.put(PYTHON, new PythonProgram(pythonProgram));
        peers.put("newlines", new Newlines());
        return peers;
    }
}
