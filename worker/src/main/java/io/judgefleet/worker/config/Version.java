package io.judgefleet.worker.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this code, as the build wrote it down. */
public final class Version {
    private static final String FILE = "/judgefleet-worker.properties";

    public static String current() {
        var properties = new Properties();
        try (var file = Objects.requireNonNull(Version.class.getResourceAsStream(FILE), FILE)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return properties.getProperty("version", "unknown");
    }

    private Version() {}
}
