package io.judgefleet.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.judgefleet.cli.LocalFleet;
import io.judgefleet.cli.Ran;
import io.judgefleet.cli.SharedFleet;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.report.FakeAggregator;
import io.judgefleet.schemas.JudgeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files whose items have the same numbers and models are other comparisons when their texts are others. */
@ExtendWith(SharedFleet.class)
class ForeignFilesIT {
    private static final int ITEMS = 3;

    @TempDir
    Path files;

    static LocalFleet fleet;

    @BeforeAll
    static void share(LocalFleet shared) {
        fleet = shared;
    }

    static Stream<Arguments> formats() {
        return Stream.of(arguments("judgelm", """
                        {"question_id":%d,"question_body":"%s?","answer1_body":"x","answer2_body":"y","answer1_model_id":"m",\
                        "answer2_model_id":"n","score":[7,8]}"""), arguments("pandalm", """
                        {"idx":%d,"cmp_key":"m_n","instruction":"%s?","input":"","response1":"x","response2":"y","annotator1":2}"""));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldJudgeBothFilesAndKeepTheirLabelsApartWhenOnlyTextsDiffer(String format, String line) throws IOException {
        var one = file(format + "-one", line);
        var other = file(format + "-other", line);
        var first = fleet.run("submit", one.toString());
        var judged = requests(format + "-one").stream()
                .map(request -> "\"" + request.id().value() + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        try (var aggregator = new FakeAggregator(200, judged)) {

            var second = Ran.run(at(aggregator, "submit", other.toString()));
            var again = Ran.run(at(aggregator, "submit", one.toString()));

            assertThat(first.err()).contains("requests: 3 sent, 0 already judged");
            assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(second.err()).contains("requests: 3 sent, 0 already judged", "labels: 3 sent");
            assertThat(again.err()).contains("requests: 0 sent, 3 already judged");
        }
        var labelled = fleet.records("labels").stream()
                .map(label -> new String(label.key(), StandardCharsets.UTF_8))
                .toList();
        assertThat(labelled).containsAll(comparisons(format + "-one")).containsAll(comparisons(format + "-other"));
        assertThat(comparisons(format + "-one")).doesNotContainAnyElementsOf(comparisons(format + "-other"));
    }

    private Path file(String name, String line) throws IOException {
        return Files.write(
                files.resolve(name + ".jsonl"),
                IntStream.range(0, ITEMS)
                        .mapToObj(item -> line.formatted(item, name + " " + item))
                        .toList());
    }

    private static List<String> comparisons(String name) {
        return requests(name).stream()
                .map(request -> request.comparison().id().value())
                .distinct()
                .toList();
    }

    private static List<JudgeRequest> requests(String name) {
        return fleet.requests().stream()
                .filter(request -> request.comparison().question().text().startsWith(name + " "))
                .toList();
    }

    private static String[] at(FakeAggregator aggregator, String... words) {
        return Arrays.stream(fleet.words(words))
                .map(word -> word.equals(LocalFleet.NOWHERE) ? aggregator.url() : word)
                .toArray(String[]::new);
    }
}
