package io.judgefleet.deployable;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.judgement.Require;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Which requests the HTTP port answers.
 *
 * @param token that callers must send, health checks excepted; empty where none is required
 */
public record HttpAccess(Optional<String> token) {
    /** Every request is answered. */
    public static final HttpAccess OPEN = new HttpAccess(Optional.empty());

    private static final String HOST = "micronaut.server.host";
    private static final String PORT = "micronaut.server.port";
    private static final int LAST_PORT = 65_535;
    private static final String TOKEN_FILE = "judgefleet.http.token-file";
    private static final String OPEN_FLAG = "judgefleet.http.open";
    private static final String HEALTH = "/health";

    /**
     * Refuses to listen beyond loopback without a token, unless a setting says that this is intended.
     *
     * @throws ConfigurationException naming the first property that is not as expected
     */
    public static HttpAccess read(PropertyReader properties) {
        var token = properties.optional(TOKEN_FILE).map(HttpAccess::readToken);
        var host = properties.text(HOST, "a host to listen on");
        if (token.isEmpty() && !properties.flag(OPEN_FLAG) && !isLoopback(host)) {
            throw new ConfigurationException(
                    HOST,
                    "a loopback address, or a token in %s, or %s=true".formatted(TOKEN_FILE, OPEN_FLAG),
                    "\"" + host + "\"");
        }
        // Micronaut takes -1 for any free port.
        properties.value(
                PORT,
                "a port from 0 to %d, or -1 for a free one".formatted(LAST_PORT),
                text -> Require.within(-1, LAST_PORT, Integer.parseInt(text), "port"));
        return new HttpAccess(token);
    }

    /** Whether the token is in the header; compared in constant time, so that answers do not show how much of a guess is right. */
    boolean admits(String authorization) {
        return token.isEmpty()
                || MessageDigest.isEqual(authorization.getBytes(UTF_8), ("Bearer " + token.get()).getBytes(UTF_8));
    }

    /** Health checks need no token; nor does the page at the root, which has no figures of its own and asks for the token. */
    static boolean isPublic(String path) {
        return path.equals("/") || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    /** For logs, where the token must not appear. */
    @Override
    public String toString() {
        return token.isPresent() ? "token" : "open";
    }

    private static String readToken(String file) {
        try {
            var token = Files.readString(Path.of(file)).strip();
            if (token.isEmpty()) {
                throw new ConfigurationException(TOKEN_FILE, "a token in " + file, "an empty file");
            }
            return token;
        } catch (IOException e) {
            throw new ConfigurationException(TOKEN_FILE, "a file that can be read", file);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
