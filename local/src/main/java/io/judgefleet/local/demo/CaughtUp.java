package io.judgefleet.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits until the aggregator has counted what was on its topics, for figures that are a second old miss verdicts. */
public final class CaughtUp {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpRequest status;

    /**
     * Looks at nothing yet.
     *
     * @param token that the aggregator wants to see, where it wants one
     */
    public CaughtUp(URI aggregator, @Nullable String token) {
        var request = HttpRequest.newBuilder(aggregator.resolve("/api/status")).timeout(Duration.ofSeconds(10));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        this.status = request.build();
    }

    /** Waits until it has; says whether that came within two minutes. */
    public boolean await() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var never = new CountDownLatch(1);
        try (var client = HttpClient.newHttpClient()) {
            while (!hasCaughtUp(client)) {
                if (System.nanoTime() > end) {
                    return false;
                }
                never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        }
    }

    private boolean hasCaughtUp(HttpClient client) throws InterruptedException {
        try {
            var answer =
                    json.readTree(client.send(status, BodyHandlers.ofString()).body());
            return answer.path("ready").asBoolean() && lag(answer) == 0;
        } catch (IOException e) {
            return false; // busy; the next try says
        }
    }

    private static long lag(JsonNode answer) {
        return answer.path("lag").asLong(-1);
    }
}
