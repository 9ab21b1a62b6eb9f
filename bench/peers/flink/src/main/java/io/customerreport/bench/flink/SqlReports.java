package io.customerreport.bench.flink;

import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;

/** The reports in Flink's SQL, in batch mode. */
public final class SqlReports {

    private SqlReports() {}

    public static void main(String... args) throws Exception {
        PeerArguments arguments = PeerArguments.parse(args);
        Configuration configuration = new Configuration();
        // In 128 MB, the default of an embedded cluster, the groupings would go to disk.
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(2048));
        TableEnvironment flink =
                TableEnvironment.create(
                        EnvironmentSettings.newInstance()
                                .withConfiguration(configuration)
                                .inBatchMode()
                                .build());
        flink.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        flink.createTemporarySystemFunction("shard_of", ShardFunction.class);

        TableResult last = null;
        for (String statement : script(arguments).split(";\\s*\n")) {
            last = flink.executeSql(statement);
        }
        last.await();
    }

    private static String script(PeerArguments arguments) {
        return script().replace("${log}", literal(arguments.log()))
                .replace("${answer}", literal(arguments.answer()))
                .replace("${rates}", rateCases(arguments.rates()))
                .replace("${now}", Long.toString(arguments.now()));
    }

    private static String rateCases(Map<String, Double> rates) {
        return rates.entrySet().stream()
                .map(
                        rate ->
                                "WHEN '%s' THEN CAST(%s AS DOUBLE)"
                                        .formatted(rate.getKey(), rate.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String literal(Path path) {
        return "'" + path.toUri().toString().replace("'", "''") + "'";
    }

    private static String script() {
        try (InputStream in = SqlReports.class.getResourceAsStream("/reports.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
