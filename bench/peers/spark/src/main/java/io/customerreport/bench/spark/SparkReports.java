package io.customerreport.bench.spark;

import io.customerreport.bench.peer.PeerArguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The reports in Spark's SQL, on this machine's cores. */
public final class SparkReports {

    private static final String EVENT =
            "event_id STRING, customer_id STRING, ts BIGINT, event_type STRING, amount DOUBLE,"
                    + " currency STRING";

    private SparkReports() {}

    public static void main(String... args) {
        PeerArguments arguments = PeerArguments.parse(args);
        int cores = Runtime.getRuntime().availableProcessors();
        SparkSession spark =
                SparkSession.builder()
                        .master("local[" + cores + "]")
                        .config("spark.ui.enabled", false)
                        .config("spark.sql.session.timeZone", "UTC")
                        .config("spark.sql.ansi.enabled", false)
                        // A few for each core: the default of 200 is made for clusters.
                        .config("spark.sql.shuffle.partitions", 4 * cores)
                        .getOrCreate();
        spark.read()
                .schema(EVENT)
                .option("mode", "DROPMALFORMED")
                .json(arguments.log().toString())
                .createOrReplaceTempView("log");
        spark.sql(
                        script().replace("${rates}", rateCases(arguments.rates()))
                                .replace("${now}", Long.toString(arguments.now())))
                .write()
                .json(arguments.answer().toString());
        spark.stop();
    }

    private static String rateCases(Map<String, Double> rates) {
        return rates.entrySet().stream()
                .map(rate -> "WHEN '%s' THEN %sD".formatted(rate.getKey(), rate.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String script() {
        try (InputStream in = SparkReports.class.getResourceAsStream("/reports.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
