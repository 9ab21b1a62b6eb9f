package io.customerreport.cli.options;

import io.customerreport.cli.console.FailureMessage;
import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import io.customerreport.python.PythonFloats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads {@code --fx-rates}: {@code EUR=1.09,GBP=1.27}, or the path of a file that holds a JSON
 * object of numbers.
 *
 * <p>A value that names an existing file is that file. In a file the last of duplicate currencies
 * wins, as in Python; inline a second rate for a currency is refused.
 */
public final class RatesReader {

    /** A table of rates has a few kilobytes: more is another file, given by mistake. */
    private static final long LARGEST_FILE = 16 << 20;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    // So that NaN is refused for what it is, and not as a syntax error.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNumberLength((int) LARGEST_FILE)
                                    .maxNameLength((int) LARGEST_FILE)
                                    .build())
                    .build();

    private final String value;

    private RatesReader(String value) {
        this.value = value;
    }

    /** US dollars for one unit of each currency; every rate is finite. */
    public static Map<String, Double> read(String value) throws UsageException {
        RatesReader reader = new RatesReader(value);
        if (value.isEmpty()) {
            return Map.of();
        }
        Path file = reader.existingFile();
        return file == null ? reader.pairs() : reader.object(reader.text(file));
    }

    private @Nullable Path existingFile() throws UsageException {
        Path path;
        try {
            path = Path.of(value);
        } catch (InvalidPathException e) {
            return null;
        }
        if (Files.isDirectory(path)) {
            throw refused("is a folder, not a file with a JSON object");
        }
        return Files.exists(path) ? path : null;
    }

    private Map<String, Double> pairs() throws UsageException {
        Map<String, Double> rates = new LinkedHashMap<>();
        for (String pair : value.split(",", -1)) {
            int equals = pair.indexOf('=');
            String currency = equals < 0 ? "" : OptionValues.stripBlanks(pair.substring(0, equals));
            if (currency.isEmpty()) {
                throw refused("is neither an existing file nor CODE=RATE pairs");
            }
            double rate = pythonFloat(currency, pair.substring(equals + 1));
            if (rates.put(currency, finite(currency, rate)) != null) {
                throw refused("gives more than one rate for " + currency);
            }
        }
        return rates;
    }

    private double pythonFloat(String currency, String text) throws UsageException {
        try {
            return PythonFloats.parse(text);
        } catch (NumberFormatException e) {
            throw refused("holds '" + text + "' for " + currency + ", which is not a number");
        }
    }

    private String text(Path file) throws UsageException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw refused("is larger than 16 MiB, too large for a table of rates");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused("is not UTF-8");
        } catch (IOException e) {
            throw refused("cannot be read: " + FailureMessage.of(e));
        }
    }

    private Map<String, Double> object(String text) throws UsageException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused("does not hold a JSON object of rates");
            }
            Map<String, Double> rates = new LinkedHashMap<>();
            for (String currency = parser.nextName();
                    currency != null;
                    currency = parser.nextName()) {
                parser.nextToken();
                rates.put(currency, finite(currency, number(currency, parser)));
            }
            if (parser.nextToken() != null) {
                throw refused("holds more than one JSON object" + at(parser.currentLocation()));
            }
            return rates;
        } catch (StreamReadException e) {
            throw refused(
                    "is not valid JSON"
                            + at(e.getLocation())
                            + ": "
                            + oneLine(e.getOriginalMessage()));
        }
    }

    private double number(String currency, JsonParser parser) throws UsageException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw refused("holds no number for " + currency + at(parser.currentTokenLocation()));
        }
        double rate = parser.getBigIntegerValue().doubleValue();
        if (Double.isInfinite(rate)) {
            throw refused("holds a number for " + currency + " that is too large for a double");
        }
        return rate;
    }

    private double finite(String currency, double rate) throws UsageException {
        if (!Double.isFinite(rate)) {
            throw refused("holds a rate for " + currency + " that is not a finite number");
        }
        return rate;
    }

    private UsageException refused(String why) {
        return new Given("--fx-rates", oneLine(value)).refused(why);
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null
                ? ""
                : " at line %s, column %s".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
