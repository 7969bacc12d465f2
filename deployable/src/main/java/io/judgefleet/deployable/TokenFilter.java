package io.judgefleet.deployable;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers 401 to requests without the bearer token, where one is required. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class TokenFilter {
    private final HttpAccess access;

    TokenFilter(HttpAccess access) {
        this.access = access;
    }

    /** Null lets the request pass. */
    @RequestFilter
    @Nullable
    HttpResponse<?> refuse(HttpRequest<?> request) {
        var authorization =
                request.getHeaders().findFirst(HttpHeaders.AUTHORIZATION).orElse("");
        if (HttpAccess.isPublic(request.getPath()) || access.admits(authorization)) {
            return null;
        }
        return HttpResponse.unauthorized()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(Map.of("message", "expected the header Authorization with the bearer token of this server"));
    }
}
