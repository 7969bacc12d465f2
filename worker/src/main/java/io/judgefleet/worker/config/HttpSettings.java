package io.judgefleet.worker.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who may talk to the worker's HTTP port; the token stays out of every text that is made of this. */
public final class HttpSettings {
    private static final String HOST = "micronaut.server.host";
    private static final String PORT = "micronaut.server.port";
    private static final int LAST_PORT = 65_535;
    private static final String TOKEN_FILE = "judgefleet.http.token-file";
    private static final String OPEN = "judgefleet.http.open";

    private final Optional<String> token;

    HttpSettings(Optional<String> token) {
        this.token = token;
    }

    /** What callers must show, if they must show anything. */
    Optional<String> token() {
        return token;
    }

    /** Refuses to listen to the world without a token, unless somebody says that this is meant. */
    static HttpSettings read(Settings settings) {
        var token = settings.optional(TOKEN_FILE).map(Path::of).map(HttpSettings::token);
        var host = settings.text(HOST, "a host to listen on");
        if (token.isEmpty() && !settings.flag(OPEN) && !isLoopback(host)) {
            throw new ConfigurationException(
                    HOST, "a loopback address, or %s, or %s=true".formatted(TOKEN_FILE, OPEN), "\"" + host + "\"");
        }
        requirePort(settings);
        return new HttpSettings(token);
    }

    /** Micronaut takes -1 for any free port. */
    private static void requirePort(Settings settings) {
        var expected = "a port from 0 to %d, or -1 for a free one".formatted(LAST_PORT);
        var port = settings.text(PORT, expected);
        if (!port.matches("-1|[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT) {
            throw new ConfigurationException(PORT, expected, "\"" + port + "\"");
        }
    }

    private static String token(Path file) {
        try {
            var token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new ConfigurationException(TOKEN_FILE, "a token in " + file, "an empty file");
            }
            return token;
        } catch (IOException e) {
            throw new ConfigurationException(TOKEN_FILE, "a file that can be read", file.toString());
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return token.isPresent() ? "token" : "open";
    }
}
