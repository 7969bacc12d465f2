package io.judgefleet.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The aggregator's REST interface, as docs/rest-api.md has it. */
public final class Aggregator implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Connection connection;
    private final HttpClient client;

    public Aggregator(Connection connection) {
        this.connection = connection;
        this.client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    }

    public URI uri() {
        return connection.aggregator();
    }

    /** The answer to a query as it came. */
    public String text(String path, Map<String, String> query) {
        return send(request(path + encoded(query)).GET().build());
    }

    /** The answer to a query. */
    public JsonNode json(String path, Map<String, String> query) {
        return parsed(text(path, query));
    }

    /** Which of up to 1,000 request ids have been judged. */
    public Set<String> judged(Collection<String> requestIds) {
        var answer = parsed(send(request("/api/requests/judged")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.line(requestIds)))
                .build()));
        var judged = new HashSet<String>();
        answer.forEach(id -> judged.add(id.asText()));
        return judged;
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(connection.aggregator() + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, text/csv, text/plain");
        connection.aggregatorToken().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private String send(HttpRequest request) {
        try {
            return body(client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "cannot reach the aggregator at " + uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while the aggregator was asked", e);
        }
    }

    private String body(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case OK -> response.body();
            case BAD_REQUEST -> throw new CommandFailure(ExitCode.USAGE, message(response));
            case UNAUTHORIZED, FORBIDDEN ->
                throw new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "the aggregator at %s rejected the request (%d): expected its token in JUDGEFLEET_AGGREGATOR_TOKEN, found %s"
                                .formatted(
                                        uri(),
                                        response.statusCode(),
                                        connection.aggregatorToken().isPresent() ? "another" : "none"));
            case UNAVAILABLE ->
                throw new CommandFailure(ExitCode.UNREACHABLE, "the aggregator is not ready yet: " + message(response));
            default ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "expected an answer from %s, found status %d: %s"
                                .formatted(response.uri(), response.statusCode(), message(response)));
        };
    }

    private static String message(HttpResponse<String> response) {
        try {
            return Json.parse(response.body()).path("message").asText("no message");
        } catch (IllegalArgumentException e) {
            return "no message";
        }
    }

    private JsonNode parsed(String body) {
        try {
            return Json.parse(body);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "expected the aggregator at %s to answer with JSON".formatted(uri()), e);
        }
    }

    private static String encoded(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
