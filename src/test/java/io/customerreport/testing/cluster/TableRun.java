package io.customerreport.testing.cluster;

import io.customerreport.testing.process.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what is there into a folder and into a table of its own. */
final class TableRun extends FaultyRun {

    private final PostgresServer server;
    private final String table;

    static TableRun start(
            LocalCluster cluster, Path folder, String log, PostgresServer server, String table)
            throws Exception {
        server.execute("create table %s (like customer_reports including all)".formatted(table));
        return new TableRun(cluster, folder, log, server, table);
    }

    private TableRun(
            LocalCluster cluster, Path folder, String log, PostgresServer server, String table)
            throws Exception {
        super(cluster, folder, log, "--table", server.url() + "?table=" + table);
        this.server = server;
        this.table = table;
    }

    @Override
    boolean isReading() throws Exception {
        return !job().hasEnded();
    }

    @Override
    void finish() {}

    /** Those of the folder, and the rows of the table. */
    @Override
    List<String> reports(List<String> rows) throws Exception {
        if (!server.stagingTables().isEmpty()) {
            throw new IllegalStateException("a staging table is left");
        }
        List<String> both = new ArrayList<>(rows);
        both.addAll(server.query("select row_to_json(report) from %s as report".formatted(table)));
        return both;
    }
}
