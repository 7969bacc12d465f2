package io.judgefleet.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JudgementParserTest {
    private static final JudgementParser JUDGE = JudgementParser.ofJudge();
    private static final JudgementParser TEACHER = JudgementParser.ofTeacher();
    private static final JudgementParser UPSTREAM = new JudgementParser(JudgementGrammar.JUDGELM_UPSTREAM);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"8 7|8|7", "8.5 7|8.5|7", "8,7|8|7", "10 10|10|10", "1 1|1|1", "10.0 1.0|10|1"})
    void shouldReadTwoScoresWhenJudgeWritesThemAsTaught(String line, double first, double second) {
        assertThat(JUDGE.pair(line)).isEqualTo(scored(first, second));
        assertThat(JUDGE.pair(line + "\nBecause 3 4")).isEqualTo(scored(first, second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "8", "8, 7", "8  7", "8 7 ", " 8 7", "8\t7", "8\u00a07", "8/10 7/10", "10 10 9", "\n8 7", "8 7.",
                        "+8 7",
                "-3 4", "nan 1", "inf 1", "1e1 9", "1_0 9", "８ ７", "8 7\r", "08 7", "8d 7", "0x8 7", "0 7", "0.5 7",
                        "11 7",
                "10.5 7", "8.55 7", "I cannot judge this."
            })
    void shouldBeUnparsableWhenLineIsAnythingElse(String line) {
        assertThat(JUDGE.pair(line)).isInstanceOf(PassOutcome.Unparsable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 7|0|7", "8.75 6.125|8.75|6.125", "0.5 10|0.5|10"})
    void shouldReadZeroAndFractionsWhenTeacherWritesThem(String line, double first, double second) {
        assertThat(TEACHER.pair(line)).isEqualTo(scored(first, second));
        assertThat(JUDGE.pair(line)).isInstanceOf(PassOutcome.Unparsable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 7|8|7",
                "8,7|8|7",
                "8 7.|8|7",
                "+8 7|8|7",
                "-3 4|-3|4",
                "inf 1|Infinity|1",
                "1e1 9|10|9",
                "1_0 9|10|9",
                "８ ７|8|7"
            })
    void shouldReadAsPythonWhenReadingIsJudgeLmsOwn(String line, double first, double second) {
        assertThat(UPSTREAM.scores(line, 2)).isEqualTo(new ScoreLine.Scores(List.of(first, second)));
    }

    @Test
    void shouldReadOddWhiteSpaceAndNoNumbersAsPythonWhenReadingIsJudgeLmsOwn() {
        assertThat(UPSTREAM.scores("8 7\r", 2)).isEqualTo(new ScoreLine.Scores(List.of(8.0, 7.0)));
        assertThat(UPSTREAM.scores("nan 1", 2))
                .isInstanceOfSatisfying(
                        ScoreLine.Scores.class,
                        scores -> assertThat(scores.preference()).isEqualTo(Preference.TIE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8, 7",
                "8  7",
                "8 7 ",
                "8\t7",
                "8\u00a07",
                "8/10 7/10",
                "10 10 9",
                "8",
                "",
                "\n8 7",
                "8d 7",
                "0x8 7",
                "1__0 9",
                "_1 9"
            })
    void shouldRefuseWhatJudgeLmRefusesWhenReadingIsJudgeLmsOwn(String line) {
        assertThat(UPSTREAM.scores(line, 2)).isInstanceOf(ScoreLine.Unreadable.class);
    }

    @Test
    void shouldBeUnparsableWhenJudgeLmsOwnReadingLeavesTheScale() {
        assertThat(UPSTREAM.pair("-3 4"))
                .isEqualTo(new PassOutcome.Unparsable("expected scores of 0 to 10, found -3.0 and 4.0"));
    }

    @Test
    void shouldSayWhatWasFoundWhenUnparsable() {
        assertThat(JUDGE.pair("8/10 6/10\nmore"))
                .isEqualTo(new PassOutcome.Unparsable(
                        "expected 2 scores (1 to 10 with at most one decimal) on the first line, found \"8/10 6/10\""));
    }

    @Test
    void shouldCutWhatItQuotesBetweenCharactersWhenLineIsLong() {
        assertThat(((PassOutcome.Unparsable) JUDGE.pair("😀".repeat(100))).reason())
                .endsWith("\"" + "😀".repeat(80) + "…\"");
    }

    @Test
    void shouldPinReferenceToTenWhenAnswerIsGradedAlone() {
        assertThat(JUDGE.single(" 7\nreason")).isEqualTo(scored(10, 7));
        assertThat(JUDGE.single("7.5")).isEqualTo(scored(10, 7.5));
        assertThat(JUDGE.single("7 8")).isInstanceOf(PassOutcome.Unparsable.class);
    }

    @Test
    void shouldReadAsManyScoresAsAnswersWhenThereAreMoreThanTwo() {
        assertThat(JUDGE.scores("9 8 7.5 1\nx", 4)).isEqualTo(new ScoreLine.Scores(List.of(9.0, 8.0, 7.5, 1.0)));
        assertThat(JUDGE.scores("9 8 7", 4)).isInstanceOf(ScoreLine.Unreadable.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverThrowWhenTextIsRandom(long seed) {
        var random = new Random(seed);
        var alphabet = "0123456789 .,\n\r\t+-_e/nainf\u00a0８😀";
        for (var i = 0; i < 500; i++) {
            var text = random.ints(random.nextInt(12), 0, alphabet.length())
                    .mapToObj(index -> alphabet.substring(index, index + 1))
                    .reduce("", String::concat);

            var strict = JUDGE.pair(text);
            var teacher = TEACHER.pair(text);
            var upstream = UPSTREAM.scores(text, 2);

            strict.scorePair().ifPresent(scores -> {
                assertThat(teacher.scorePair()).as(text).contains(scores);
                assertThat(upstream).as(text).isEqualTo(new ScoreLine.Scores(List.of(scores.first(), scores.second())));
            });
        }
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(10);
    }

    private static PassOutcome scored(double first, double second) {
        return new PassOutcome.Scored(new ScorePair(first, second));
    }
}
