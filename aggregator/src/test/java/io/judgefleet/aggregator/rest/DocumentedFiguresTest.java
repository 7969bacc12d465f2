package io.judgefleet.aggregator.rest;

import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.deployable.HttpAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** REST shows the figures that the metrics page promises, by those names and definitions, and no others. */
final class DocumentedFiguresTest {
    private final RestFixture fixture = new RestFixture(HttpAccess.OPEN);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldShowWhatPageSaysWhenModelsAreAskedFor() throws Exception {
        judge();

        var judge = fixture.json("/api/models").path("judges").path(0);
        var shown = new TreeMap<String, String>();
        add(shown, judge.path("figures"));
        add(shown, judge.path("models").path(0).path("figures"));

        assertThat(shown).isEqualTo(documented("/api/models"));
    }

    @Test
    void shouldShowWhatPageSaysWhenControlsAreAskedFor() throws Exception {
        judge();

        var row = fixture.json("/api/leaderboard?controls=true")
                .path("leaderboards")
                .path(0)
                .path("rows")
                .path(0);
        var shown = new TreeMap<String, String>();
        add(shown, row.path("controlled"));

        assertThat(shown).isEqualTo(documented("/api/leaderboard?controls=true"));
        assertThat(documented("/api/leaderboard"))
                .isEqualTo(
                        Map.of("rating", row.path("rating").path("definition").asText()));
    }

    @Test
    void shouldShowWhatPageSaysWhenCanariesAndRepetitionsAreAskedFor() throws Exception {
        for (var i = 0; i < 12; i++) {
            for (var round = 1; round <= 2; round++) {
                fixture.counts.add(sample("c" + i)
                        .arm("canary", "2026-01-0%dT00:00:00Z".formatted(round))
                        .judged(scored(9, 5), scored(5, 9)));
            }
            fixture.counts.add(sample("c" + i).judged(scored(9, 5), scored(5, 9)));
            fixture.counts.add(sample("c" + i).repeat(1).judged(scored(9, 5), scored(5, 9)));
        }
        var canaries = new TreeMap<String, String>();
        add(canaries, fixture.json("/api/canaries").path("canaries").path(0).path("figures"));
        var repetitions = new TreeMap<String, String>();
        add(repetitions, fixture.json("/api/repetitions").path("judges").path(0).path("figures"));

        // Those of ordinary traffic have a row already.
        canaries.keySet().removeAll(List.of("canaryConsistency", "canaryParseRate"));
        assertThat(canaries).isEqualTo(documented("/api/canaries"));
        assertThat(repetitions).isEqualTo(documented("/api/repetitions"));
    }

    /** The page's column of commands is what the definitions say: {@code metrics} prints what is shown of judges by default. */
    @Test
    void shouldShowByDefaultWhatPageSaysThatMetricsPrints() throws Exception {
        var printed = new TreeSet<String>();
        for (var definition : fixture.json("/api/definitions").path("figures")) {
            if (words(definition.path("headline")).contains("judge")) {
                printed.add(definition.path("name").asText());
            }
        }
        var promised = Pattern.compile("\\| `/api/models` `(\\w+)` \\| `metrics`[,| ]")
                .matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .map(row -> row.group(1))
                .filter(name -> !name.equals("winRate")) // of models
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(printed).isEqualTo(promised);
    }

    @Test
    void shouldDefineEveryFigureThatIsShown() throws Exception {
        judge();
        var defined = new TreeMap<String, String>();
        fixture.json("/api/definitions")
                .path("figures")
                .forEach(figure -> defined.put(
                        figure.path("name").asText(), figure.path("definition").asText()));

        var judge = fixture.json("/api/models").path("judges").path(0);
        var shown = new TreeMap<String, String>();
        add(shown, judge.path("figures"));
        add(shown, judge.path("models").path(0).path("figures"));

        assertThat(defined).containsAllEntriesOf(shown);
    }

    private static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private void judge() {
        for (var i = 0; i < 12; i++) {
            var ofFirst = i % 3 == 0 ? 3 : 9;
            fixture.counts.add(sample("c" + i)
                    .written("word ".repeat(10 + i), "- word\n".repeat(30 - i))
                    .judged(scored(ofFirst, 5), scored(5, ofFirst)));
        }
    }

    private static void add(Map<String, String> shown, JsonNode figures) {
        figures.properties()
                .forEach(figure -> shown.put(
                        figure.getKey(), figure.getValue().path("definition").asText()));
    }

    /** Rows of one definition each: {@code | `B4.consistency` | `/api/models` `consistency` |}, by name. */
    private static Map<String, String> documented(String path) throws IOException {
        var row = Pattern.compile("\\| `([AB][0-9.a-z-]+)` \\| `" + Pattern.quote(path) + "` ((?:`\\w+`(?:, )?)+) \\|");
        var documented = new TreeMap<String, String>();
        row.matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .forEach(match -> Pattern.compile("\\w+")
                        .matcher(match.group(2))
                        .results()
                        .forEach(name -> documented.put(name.group(), match.group(1))));
        return documented;
    }
}
