package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.Counts;
import io.judgefleet.aggregator.CountsUnavailableException;
import io.judgefleet.aggregator.IntakeTally;
import io.judgefleet.aggregator.Progress;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.figures.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What docs/rest-api.md promises. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiController {
    private static final int MAX_REQUEST_IDS = 1_000;

    private final Progress progress;
    private final Counts counts;
    private final Reports reports;
    private final Clock clock;

    ApiController(Progress progress, Counts counts, Reports reports, Clock clock) {
        this.progress = progress;
        this.counts = counts;
        this.reports = reports;
        this.clock = clock;
    }

    @Get("/status")
    StatusJson status() {
        var intake = intake();
        return new StatusJson(
                Words.of(progress.state()),
                intake.isPresent(),
                progress.applicationId(),
                intake.map(StatusJson.Verdicts::of),
                intake.map(StatusJson.Labels::of),
                intake.map(StatusJson.Comparisons::of),
                progress.deadLetters(),
                progress.lag(),
                progress.lastVerdictAt(),
                clock.instant());
    }

    @Get("/models")
    ModelsJson models(HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters());
        var now = clock.instant();
        return ModelsJson.of(query, now, reports.judges(query, now), model -> true);
    }

    @Get("/models/{+model}")
    HttpResponse<?> model(String model, HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters());
        var now = clock.instant();
        if (!reports.isKnown(model, now)) {
            return notFound("model \"%s\" was never judged".formatted(model));
        }
        var judges = reports.judges(query, now).stream()
                .filter(report -> report.models().stream()
                        .anyMatch(metrics -> metrics.model().equals(Optional.of(model))))
                .toList();
        return HttpResponse.ok(ModelsJson.of(query, now, judges, model::equals));
    }

    @Get("/leaderboard")
    LeaderboardsJson leaderboard(HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters());
        var now = clock.instant();
        return LeaderboardsJson.of(query, now, reports.leaderboards(query, now));
    }

    @Get("/leaderboard.csv")
    @Produces(MediaType.TEXT_CSV)
    String leaderboardCsv(HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters());
        return LeaderboardCsv.of(reports.leaderboards(query, clock.instant()));
    }

    @Get("/filters")
    FiltersJson filters() {
        return FiltersJson.of(reports.choices(clock.instant()));
    }

    @Get("/requests/{requestId}")
    HttpResponse<?> request(String requestId) {
        return counts.answered(requestId, clock.instant())
                .<HttpResponse<?>>map(answer -> HttpResponse.ok(RequestJson.of(requestId, answer)))
                .orElseGet(() -> notFound("request \"%s\" has not been judged".formatted(requestId)));
    }

    @Post("/requests/judged")
    List<String> judged(@Body List<String> requestIds) {
        if (requestIds.size() > MAX_REQUEST_IDS) {
            throw new BadQueryException(
                    "expected at most %d request ids, found %d".formatted(MAX_REQUEST_IDS, requestIds.size()));
        }
        var now = clock.instant();
        counts.intake(); // an empty list must not look ready either
        return requestIds.stream()
                .filter(id -> counts.answered(id, now).isPresent())
                .toList();
    }

    @Get("/topology")
    @Produces(MediaType.TEXT_PLAIN)
    String topology() {
        return progress.describe();
    }

    private Optional<IntakeTally> intake() {
        try {
            return Optional.of(counts.intake());
        } catch (CountsUnavailableException e) {
            return Optional.empty();
        }
    }

    private static HttpResponse<?> notFound(String message) {
        return HttpResponse.notFound(new MessageJson(message));
    }
}
