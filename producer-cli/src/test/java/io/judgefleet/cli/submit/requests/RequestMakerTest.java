package io.judgefleet.cli.submit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.cli.submit.requests.RequestMaker.Addressing;
import io.judgefleet.cli.submit.requests.RequestMaker.Template;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.schemas.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent is what a worker can judge: the rest is a rejected line, not a dead letter later on. */
class RequestMakerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "PAIR, 2, false",
        "PAIR, 2, true",
        "CHAT, 2, false",
        "SINGLE, 1, true",
        "SINGLE, 2, false",
        "SINGLE, 2, true",
        "MULTI, 3, false",
        "MULTI, 19, true",
        "MULTIMODAL, 1, true",
        "MULTIMODAL, 2, true"
    })
    void shouldMakeWhatTheModeJudges(JudgingMode mode, int answers, boolean reference) {
        var requests = maker(mode, true).requests(comparison(answers, reference), NOW);

        assertThat(requests)
                .singleElement()
                .satisfies(request -> assertThat(request.mode()).isEqualTo(mode));
    }

    @ParameterizedTest
    @CsvSource({
        "PAIR, 1, true, two answers for mode pair",
        "CHAT, 3, false, two answers for mode chat",
        "SINGLE, 1, false, 'one answer and a reference, or an anchor and an answer for mode single'",
        "SINGLE, 3, true, 'one answer and a reference, or an anchor and an answer for mode single'",
        "MULTI, 2, true, 3 to 19 answers for mode multi",
        "MULTI, 20, true, 3 to 19 answers for mode multi",
        "MULTIMODAL, 1, false, 'a reference and one answer, or an anchor and an answer besides it for mode multimodal'",
        "MULTIMODAL, 3, true, 'a reference and one answer, or an anchor and an answer besides it for mode multimodal'"
    })
    void shouldRefuseWhatItDoesNot(JudgingMode mode, int answers, boolean reference, String expected) {
        assertThatThrownBy(() -> maker(mode, true).requests(comparison(answers, reference), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected %s, found %d answer%s %s a reference",
                        expected, answers, answers == 1 ? "" : "s", reference ? "with" : "without");
    }

    @ParameterizedTest
    @CsvSource({"SINGLE", "MULTIMODAL"})
    void shouldRefuseWhatNeedsTheReferenceThatIsLeftOut(JudgingMode mode) {
        assertThatThrownBy(() -> maker(mode, false).requests(comparison(1, true), NOW))
                .hasMessageEndingWith("found 1 answer without a reference");
    }

    @Test
    void shouldGiveEveryModeItsOwnRequestAndKeepIdsOfPairs() {
        var ids = Stream.of(JudgingMode.PAIR, JudgingMode.CHAT, JudgingMode.SINGLE, JudgingMode.MULTIMODAL)
                .map(mode -> maker(mode, true)
                        .requests(comparison(2, true), NOW)
                        .getFirst()
                        .id())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        // What an earlier build made of the same pair.
        assertThat(ids.getFirst()).hasToString("eb4b8ed8b536ecd41246123ad15917f8");
    }

    @Test
    void shouldDrawOneOrderForEachComparisonWhenItIsJudgedOnce() {
        var maker = maker(JudgingMode.PAIR, true, OrderChoice.ONE);
        var drawn = IntStream.range(0, 400)
                .mapToObj(
                        i -> maker.requests(comparison(2, false, "c" + i), NOW).getFirst())
                .toList();

        assertThat(drawn).allSatisfy(request -> assertThat(request.orders()).hasSize(1));
        assertThat(drawn)
                .filteredOn(request -> request.orders().equals(List.of(PresentationOrder.ORIGINAL)))
                .hasSizeBetween(170, 230);
        assertThat(maker.requests(comparison(2, false, "c7"), NOW).getFirst()).isEqualTo(drawn.get(7));
    }

    /** Or the second submission would be taken for the first. */
    @Test
    void shouldHaveIdOfItsOwnWhenFewerOrdersAreAskedFor() {
        var both = maker(JudgingMode.PAIR, true).requests(comparison(2, false), NOW);
        var one = maker(JudgingMode.PAIR, true, OrderChoice.ORIGINAL).requests(comparison(2, false), NOW);
        var other = maker(JudgingMode.PAIR, true, OrderChoice.SWAPPED).requests(comparison(2, false), NOW);

        assertThat(List.of(
                        both.getFirst().id(),
                        one.getFirst().id(),
                        other.getFirst().id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseOrderInWhichTheModeDoesNotJudge() {
        assertThatThrownBy(() ->
                        maker(JudgingMode.MULTI, true, OrderChoice.SWAPPED).requests(comparison(3, false), NOW))
                .hasMessage("expected presentation orders among [original] for mode multi, each once, found [swapped]");
        assertThat(maker(JudgingMode.MULTI, true, OrderChoice.ONE)
                        .requests(comparison(3, false), NOW)
                        .getFirst()
                        .orders())
                .containsExactly(PresentationOrder.ORIGINAL);
    }

    private static RequestMaker maker(JudgingMode mode, boolean withReference) {
        return maker(mode, withReference, OrderChoice.BOTH);
    }

    private static RequestMaker maker(JudgingMode mode, boolean withReference, OrderChoice orders) {
        var template = new Template(
                "default", mode, Lane.LIVE, Optional.empty(), Optional.empty(), Optional.empty(), 1, orders);
        return new RequestMaker(template, new Addressing("requests", KeyTemplate.QUESTION, Map.of()), withReference);
    }

    private static Comparison comparison(int answers, boolean reference) {
        return comparison(answers, reference, "1");
    }

    private static Comparison comparison(int answers, boolean reference, String id) {
        return new Comparison(
                ComparisonId.of("set", id),
                new Question("q", "Why?", List.of()),
                IntStream.range(0, answers)
                        .mapToObj(i -> new Answer("model-" + i, "text"))
                        .toList(),
                reference ? Optional.of("r") : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
