package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.alerts.Alerts;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Progress;
import io.judgefleet.aggregator.figures.FigureCatalogue;
import io.judgefleet.aggregator.figures.Query;
import io.judgefleet.aggregator.figures.Reports;
import io.judgefleet.aggregator.figures.Reports.Extras;
import io.judgefleet.aggregator.figures.Standings;
import io.judgefleet.aggregator.rest.AlertsJson.Uncounted;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.judgement.KebabCase;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What docs/rest-api.md promises. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiController {
    private static final int MAX_REQUEST_IDS = 1_000;
    private static final String CONTROLS = "controls";
    private static final String BOOTSTRAP = "bootstrap";
    private static final String STALE = "stale";

    private final Progress progress;
    private final Counts counts;
    private final Reports reports;
    private final Alerts alerts;
    private final Clock clock;

    ApiController(Progress progress, Counts counts, Reports reports, Alerts alerts, Clock clock) {
        this.progress = progress;
        this.counts = counts;
        this.reports = reports;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Get("/status")
    StatusJson status() {
        var intake = intake();
        var letters = progress.deadLettersByTopic();
        return new StatusJson(
                KebabCase.of(progress.state()),
                intake.isPresent(),
                progress.applicationId(),
                intake.map(StatusJson.Verdicts::of),
                intake.map(StatusJson.Labels::of),
                intake.map(StatusJson.Comparisons::of),
                letters.total(),
                letters,
                progress.lag(),
                progress.lastVerdictAt(),
                clock.instant());
    }

    @Get("/models")
    ModelsJson models(HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters(), BOOTSTRAP, STALE);
        var now = time(request, query);
        return ModelsJson.of(query, now, reports.judges(query, now, extras(request)), model -> true);
    }

    @Get("/models/{+model}")
    HttpResponse<?> model(String model, HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters(), BOOTSTRAP);
        var now = clock.instant();
        if (!reports.isKnown(model, now)) {
            return notFound("model \"%s\" was never judged".formatted(model));
        }
        var judges = reports.judges(query, now, extras(request)).stream()
                .filter(report -> report.models().stream()
                        .anyMatch(metrics -> metrics.model().equals(Optional.of(model))))
                .toList();
        return HttpResponse.ok(ModelsJson.of(query, now, judges, model::equals));
    }

    @Get("/leaderboard")
    LeaderboardsJson leaderboard(HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters(), CONTROLS, BOOTSTRAP, STALE);
        var now = time(request, query);
        return LeaderboardsJson.of(query, now, reports.standings(query, now, extras(request)));
    }

    @Get("/leaderboard.csv")
    @Produces(MediaType.TEXT_CSV)
    String leaderboardCsv(HttpRequest<?> request) {
        var query = QueryParameters.parse(request.getParameters(), CONTROLS, BOOTSTRAP);
        return LeaderboardCsv.of(reports.standings(query, clock.instant(), extras(request)).stream()
                .map(Standings::board)
                .toList());
    }

    @Get("/definitions")
    DefinitionsJson definitions() {
        return DefinitionsJson.of(FigureCatalogue.all());
    }

    @Get("/filters")
    FiltersJson filters() {
        return FiltersJson.of(reports.choices(clock.instant()));
    }

    @Get("/alerts")
    AlertsJson alerts() {
        var deadLetters = Stream.of(Uncounted.of(
                "dead-letters", progress.deadLettersByTopic().verdicts().orElse(progress.deadLetters())));
        var late = intake().stream()
                .map(intake -> Uncounted.of("late-verdicts", intake.count(IntakeTally.Kind.VERDICT_LATE)));
        return AlertsJson.of(alerts, Stream.concat(late, deadLetters).toList());
    }

    @Get("/canaries")
    CanariesJson canaries() {
        return CanariesJson.of(reports.canaries(clock.instant()));
    }

    @Get("/repetitions")
    RepetitionsJson repetitions() {
        return RepetitionsJson.of(reports.repetitions());
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

    /** Of the figures: now, or that of the last that could be read, for whoever says that they may be stale. */
    private Instant time(HttpRequest<?> request, Query query) {
        var now = clock.instant();
        return QueryParameters.flag(request.getParameters(), STALE) ? counts.lastReadable(query.window(), now) : now;
    }

    /** Fits over all comparisons and replicates: only who asks for them waits for them. */
    private Extras extras(HttpRequest<?> request) {
        var isBootstrap = QueryParameters.flag(request.getParameters(), BOOTSTRAP);
        if (isBootstrap && !reports.isResampling()) {
            throw new BadQueryException("expected judgefleet.aggregator.bootstrap beside bootstrap=true, found it off");
        }
        return new Extras(QueryParameters.flag(request.getParameters(), CONTROLS), isBootstrap);
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
