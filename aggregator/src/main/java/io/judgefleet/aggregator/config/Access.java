package io.judgefleet.aggregator.config;

import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.judgement.Require;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may ask over HTTP.
 *
 * @param token that everybody must show, health checks apart; empty where none is asked for
 */
public record Access(Optional<String> token) {
    private static final String HOST = "micronaut.server.host";
    private static final String PORT = "micronaut.server.port";
    private static final int LAST_PORT = 65_535;
    private static final String TOKEN_FILE = "judgefleet.http.token-file";
    private static final String OPEN = "judgefleet.http.open";

    /** Figures are nobody's business by default: beyond loopback somebody must have said who may see them. */
    static Access read(PropertyReader properties) {
        var token = properties.text(TOKEN_FILE).map(Access::readToken);
        var host = properties.text(HOST).orElse("127.0.0.1");
        if (!isLoopback(host) && token.isEmpty() && !properties.flag(OPEN)) {
            throw new StartRefusedException(
                    "%s: expected a loopback address, a token in %s or %s=true, found \"%s\" and neither"
                            .formatted(HOST, TOKEN_FILE, OPEN, host));
        }
        // Micronaut takes -1 for any free port.
        properties.value(
                PORT,
                "a port from 0 to %d, or -1 for a free one".formatted(LAST_PORT),
                text -> Require.within(-1, LAST_PORT, Integer.parseInt(text), "port"));
        return new Access(token);
    }

    /** For logs, which are no place for a token. */
    @Override
    public String toString() {
        return token.isPresent() ? "Access[token]" : "Access[open]";
    }

    private static String readToken(String file) {
        try {
            var token = Files.readString(Path.of(file)).strip();
            if (token.isEmpty()) {
                throw new StartRefusedException(
                        "%s: expected a token in %s, found nothing".formatted(TOKEN_FILE, file));
            }
            return token;
        } catch (IOException e) {
            throw new StartRefusedException("%s: cannot read %s".formatted(TOKEN_FILE, file), e);
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
