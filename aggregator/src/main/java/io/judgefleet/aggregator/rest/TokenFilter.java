package io.judgefleet.aggregator.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.aggregator.config.Access;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets those pass who show the token, where one is asked for. Whoever watches the process's health needs none, nor does the
 * dashboard's page, which has no figures of its own and asks its reader for the token.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class TokenFilter {
    private final Access access;

    TokenFilter(Access access) {
        this.access = access;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        if (access.token().isEmpty()
                || isPublic(request.getPath())
                || shows(access.token().get(), request)) {
            return null;
        }
        return HttpResponse.unauthorized()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(new MessageJson("expected the header Authorization with the bearer token of this aggregator"));
    }

    private static boolean isPublic(String path) {
        return path.equals("/") || path.equals("/health") || path.startsWith("/health/");
    }

    /** In constant time, so that answers do not tell how much of a guess was right. */
    private static boolean shows(String token, HttpRequest<?> request) {
        var shown = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8));
    }
}
