package io.customerreport.bench.peer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What every peer is told on its command line: the log, where its answer goes, the rates and the
 * clock.
 *
 * @param log the NDJSON file to read
 * @param answer a file, or a folder for peers that write several, which does not exist yet
 * @param rates US dollars for one unit of a currency; currencies without a rate count one for one
 * @param now unix seconds; later events do not count
 */
public record PeerArguments(Path log, Path answer, Map<String, Double> rates, long now) {

    public PeerArguments {
        rates = new TreeMap<>(rates);
    }

    /** Reads what {@link #toList} wrote. */
    public static PeerArguments parse(String... args) {
        if (args.length != 4) {
            throw new IllegalArgumentException("usage: LOG ANSWER CODE=RATE,... NOW");
        }
        return new PeerArguments(
                Path.of(args[0]), Path.of(args[1]), parseRates(args[2]), Long.parseLong(args[3]));
    }

    public List<String> toList() {
        return List.of(log.toString(), answer.toString(), ratesAsText(), Long.toString(now));
    }

    /** The rates as {@code --fx-rates} of customer-report takes them. */
    public String ratesAsText() {
        return rates.entrySet().stream()
                .map(rate -> rate.getKey() + "=" + rate.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, Double> parseRates(String text) {
        return Arrays.stream(text.split(","))
                .map(rate -> rate.split("=", 2))
                .collect(Collectors.toMap(rate -> rate[0], rate -> Double.valueOf(rate[1])));
    }
}
