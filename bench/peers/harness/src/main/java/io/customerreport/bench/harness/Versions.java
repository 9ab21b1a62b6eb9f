package io.customerreport.bench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the peers that the build was made with. */
final class Versions {

    private static final Properties VERSIONS = load();

    private Versions() {}

    static String of(String peer) {
        return VERSIONS.getProperty(peer);
    }

    private static Properties load() {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
