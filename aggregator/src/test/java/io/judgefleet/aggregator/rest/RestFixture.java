package io.judgefleet.aggregator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.aggregator.RecountedCounts;
import io.judgefleet.aggregator.VerdictFixtures;
import io.judgefleet.aggregator.alerts.AlertLog;
import io.judgefleet.aggregator.alerts.AlertRule;
import io.judgefleet.aggregator.alerts.AlertRules;
import io.judgefleet.aggregator.alerts.RecordedAlerts;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.DeadLetterCounts;
import io.judgefleet.aggregator.counts.Progress;
import io.judgefleet.aggregator.figures.FigureRounds;
import io.judgefleet.deployable.HttpAccess;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The HTTP side of the aggregator over counts of the test's own, at noon. */
public final class RestFixture implements AutoCloseable {
    public final RecountedCounts counts = new RecountedCounts();

    public final RecordedAlerts alerts = new RecordedAlerts();

    private final Running progress = new Running();
    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    public RestFixture(HttpAccess access) {
        this(access, Clock.fixed(VerdictFixtures.NOON, ZoneOffset.UTC), -1);
    }

    RestFixture(HttpAccess access, Clock clock, int port) {
        context = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .environments("aggregator")
                .overrideConfigLocations("classpath:judgefleet-aggregator/")
                .properties(Map.of("micronaut.server.port", port))
                .build()
                .registerSingleton(Counts.class, counts)
                .registerSingleton(Progress.class, progress)
                .registerSingleton(Clock.class, clock)
                .registerSingleton(
                        new AlertRules(List.of(AlertRule.parse("parse-rate", "parseRate all floor 0.9 min 5"))))
                .registerSingleton(AlertLog.class, alerts)
                .registerSingleton(access);
        context.start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Makes every further round fail. */
    void refuseAlerts(String reason) {
        alerts.refuse(reason);
    }

    /** Tells of a stream thread that ended by a fault. */
    void threadDied(Instant at) {
        progress.lastDeath = Optional.of(at);
    }

    /** Lets the figures be handed on, as time does in a running aggregator. */
    void handOn() {
        context.getBean(FigureRounds.class).round();
    }

    JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(get(path).body());
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    /** A stream in which all is well. */
    private static final class Running implements Progress {
        private Optional<Instant> lastDeath = Optional.empty();

        @Override
        public State state() {
            return State.RUNNING;
        }

        @Override
        public String applicationId() {
            return "judgefleet-aggregator";
        }

        @Override
        public long deadLetters() {
            return 0;
        }

        @Override
        public DeadLetterCounts deadLettersByTopic() {
            return new DeadLetterCounts(OptionalLong.of(2), OptionalLong.empty());
        }

        @Override
        public long threadDeaths() {
            return lastDeath.stream().count();
        }

        @Override
        public Optional<Instant> lastThreadDeathAt() {
            return lastDeath;
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public Optional<Instant> lastVerdictAt() {
            return Optional.of(VerdictFixtures.NOON);
        }

        @Override
        public boolean isPublisher() {
            return true;
        }

        @Override
        public String describe() {
            return "Topologies:";
        }
    }
}
