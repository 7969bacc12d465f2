package io.judgefleet.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.aggregator.rest.RestFixture;
import io.judgefleet.comparisons.Label;
import io.judgefleet.deployable.HttpAccess;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.servers.ChildJvm;
import io.judgefleet.servers.Ports;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Human and GPT-4 votes of MT-Bench; {@code -Djudgefleet.aggregator.events=6000} takes all of them. */
@Timeout(600)
class KilledAggregatorIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EVENTS = Integer.getInteger("judgefleet.aggregator.events", 1_500);

    /** What is asked at the end: counts, figures and ratings in different readings. */
    private static final List<String> QUESTIONS = List.of(
            "/api/models",
            "/api/models?policy=wrong&resolution=score-mean",
            "/api/models?category=turn%202&resolution=majority",
            "/api/leaderboard");

    @TempDir
    Path folder;

    @Test
    void shouldEndInBytesOfRecountWhenKilledAmongShuffledDuplicatedAndLateEvents() throws Exception {
        var events = MtBenchEvents.draw(EVENTS);

        var recounted = recounted(events);
        var undisturbed = undisturbed(events);
        var disturbed = disturbed(disorder(events), identities(events));

        assertThat(recounted)
                .allSatisfy((question, answer) -> assertThat(answer).contains("gpt-4", "vicuna-13b"));
        assertThat(undisturbed).isEqualTo(recounted);
        assertThat(disturbed).isEqualTo(recounted);
    }

    /** Somebody voted twice on the same answers, so that all the votes are one more than their identities. */
    private static long identities(List<Object> events) {
        return events.stream()
                .map(event -> switch (event) {
                    case Verdict verdict -> verdict.id();
                    case Label label -> label.id();
                    default -> throw new AssertionError("expected a verdict or a label, found " + event);
                })
                .distinct()
                .count();
    }

    /** Shuffled, a fifth of them twice, a tenth of them after all others. */
    private static List<Object> disorder(List<Object> events) {
        var random = new Random(2026);
        var late = new ArrayList<Object>();
        var disordered = new ArrayList<Object>();
        for (var event : events) {
            (random.nextInt(10) == 0 ? late : disordered).add(event);
            if (random.nextInt(5) == 0) {
                disordered.add(event);
            }
        }
        Collections.shuffle(disordered, random);
        Collections.shuffle(late, random);
        disordered.addAll(late);
        return disordered;
    }

    private Map<String, String> recounted(List<Object> events) throws Exception {
        try (var rest = new RestFixture(HttpAccess.OPEN)) {
            for (var event : events) {
                switch (event) {
                    case Verdict verdict -> rest.counts.add(verdict);
                    case Label label -> rest.counts.add(label);
                    default -> throw new AssertionError("expected a verdict or a label, found " + event);
                }
            }
            return answers(rest::get);
        }
    }

    private Map<String, String> undisturbed(List<Object> events) throws Exception {
        try (var fleet = fleet("undisturbed");
                var aggregator = Aggregator.start(fleet.properties("state"))) {
            events.forEach(fleet::publish);
            fleet.flush();
            awaitRead(fleet, aggregator.url(), events.size());
            return answers(path -> fleet.get(aggregator, path));
        }
    }

    private Map<String, String> disturbed(List<Object> events, long distinct) throws Exception {
        var third = events.size() / 3;
        try (var fleet = fleet("disturbed")) {
            publish(fleet, events.subList(0, third));
            killAmid(fleet, events.subList(third, 2 * third));
            publish(fleet, events.subList(2 * third, events.size()));

            var url = URI.create("http://127.0.0.1:" + Ports.orFree(0));
            try (var ignored = child(fleet, url)) {
                awaitRead(fleet, url, events.size());
                assertThat(number(status(fleet, url), "counted")).isEqualTo(distinct);
                return answers(path -> fleet.get(url, path));
            }
        }
    }

    /** Kills an aggregator which has counted something, and has just been given more. */
    private void killAmid(FleetFixture fleet, List<Object> events) throws Exception {
        var url = URI.create("http://127.0.0.1:" + Ports.orFree(0));
        try (var child = child(fleet, url)) {
            await("something is counted")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(number(status(fleet, url), "counted")).isPositive());
            publish(fleet, events);

            ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();

            assertThat(child.onExit().get()).isEqualTo(128 + 9);
        }
    }

    private FleetFixture fleet(String name) throws Exception {
        var registry = "mock://" + name;
        AggregatorChild.deploy(registry);
        return FleetFixture.start(Files.createDirectory(folder.resolve(name)), Map.of("schema.registry.url", registry));
    }

    /** Both children have the same state. */
    private ChildJvm child(FleetFixture fleet, URI url) {
        var environment = new LinkedHashMap<String, String>();
        fleet.properties("state")
                .forEach((name, value) ->
                        environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value.toString()));
        environment.put("MICRONAUT_SERVER_PORT", Integer.toString(url.getPort()));
        return ChildJvm.start(new ChildJvm.Program(
                List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"),
                System.getProperty("java.class.path"),
                AggregatorChild.class.getName(),
                List.of(),
                environment,
                folder.resolve("aggregator.log")));
    }

    private static void publish(FleetFixture fleet, List<Object> events) {
        events.forEach(fleet::publish);
        fleet.flush();
    }

    private static void awaitRead(FleetFixture fleet, URI url, long events) {
        await("all are read")
                .atMost(PATIENCE)
                .ignoreExceptions() // nobody listens yet
                .untilAsserted(
                        () -> assertThat(number(status(fleet, url), "read")).isEqualTo(events));
    }

    private static JsonNode status(FleetFixture fleet, URI url) throws Exception {
        return new ObjectMapper().readTree(fleet.get(url, "/api/status").body());
    }

    private static long number(JsonNode status, String field) {
        return status.path("verdicts").path(field).asLong()
                + status.path("labels").path(field).asLong();
    }

    /** All that an aggregator says of all time, but for the time at which it says so. */
    private static Map<String, String> answers(Asking aggregator) throws Exception {
        var answers = new LinkedHashMap<String, String>();
        for (var question : QUESTIONS) {
            var answer = aggregator.get(question);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            answers.put(question, answer.body().replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"now\""));
        }
        return answers;
    }

    /** Somebody who answers over HTTP. */
    private interface Asking {
        HttpResponse<String> get(String path) throws Exception;
    }
}
