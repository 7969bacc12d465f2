package io.judgefleet.deployable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of a deployable's code, as the build wrote it down. */
public final class Version {
    /** @param file on the class path, such as {@code /judgefleet-worker.properties} */
    public static String read(String file) {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(Version.class.getResourceAsStream(file), file)) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return properties.getProperty("version", "unknown");
    }

    private Version() {}
}
