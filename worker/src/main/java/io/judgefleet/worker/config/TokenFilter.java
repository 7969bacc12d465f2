package io.judgefleet.worker.config;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Asks callers for the bearer token, if there is one; those who ask for health need none. */
@ServerFilter("/**")
final class TokenFilter {
    private static final String HEALTH = "/health";
    private static final String BEARER = "Bearer ";

    private final WorkerSettings settings;

    TokenFilter(WorkerSettings settings) {
        this.settings = settings;
    }

    /** Nothing lets the request pass. */
    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        var token = settings.http().token();
        if (token.isEmpty() || isHealth(request.getPath()) || shows(request, token.get())) {
            return null;
        }
        return HttpResponse.status(HttpStatus.UNAUTHORIZED).header("WWW-Authenticate", "Bearer");
    }

    private static boolean isHealth(String path) {
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    private static boolean shows(HttpRequest<?> request, String token) {
        var shown = request.getHeaders().findFirst("Authorization").orElse("");
        // In constant time: how much of a guess is right must not be measurable.
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), (BEARER + token).getBytes(StandardCharsets.UTF_8));
    }
}
