package io.judgefleet.aggregator.rest;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The dashboard: one page without figures of its own or anything from elsewhere. */
@Controller
final class DashboardController {
    private static final String PAGE = "classpath:judgefleet-aggregator/dashboard.html";

    /** Whatever a model calls itself, nothing of it can be run or fetched. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + "connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final String page;

    DashboardController(ResourceResolver resources) {
        try (var stream = resources.getResourceAsStream(PAGE).orElseThrow()) {
            page = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Get(produces = MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return HttpResponse.ok(page)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }
}
