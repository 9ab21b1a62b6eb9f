package io.customerreport.cli.settings;

import io.customerreport.job.Given;
import io.customerreport.job.UsageException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;

/** A setting of Flink as the user gave it, under the name that it has or had. */
record GivenSetting(String key, String value) {

    /**
     * How the user gave an option, empty if not at all.
     *
     * @param settings Flink configuration by key
     */
    static Optional<GivenSetting> of(ConfigOption<?> option, Map<String, String> settings) {
        return Stream.concat(
                        Stream.of(option.key()),
                        StreamSupport.stream(option.fallbackKeys().spliterator(), false)
                                .map(FallbackKey::getKey))
                .filter(settings::containsKey)
                .map(key -> new GivenSetting(key, settings.get(key)))
                .findFirst();
    }

    UsageException refused(String why) {
        return given().refused(why);
    }

    /** Such as {@code -D 'heartbeat.interval=5s'}. */
    @Override
    public String toString() {
        return given().toString();
    }

    private Given given() {
        return new Given("-D", key + "=" + value);
    }
}
