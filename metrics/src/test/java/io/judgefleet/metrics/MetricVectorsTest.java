package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.judgefleet.judgement.JudgementParser;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.bias.SwapTally;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The twelve vectors of teacher, original and swapped texts, under all three policies. */
final class MetricVectorsTest {
    private static JsonNode data;

    @BeforeAll
    static void readVectors() throws IOException {
        try (var stream = MetricVectorsTest.class.getResourceAsStream("/judgelm/metric-vectors.json")) {
            data = new ObjectMapper().readTree(stream);
        }
    }

    @Test
    void shouldGiveStrictFiguresWhenPolicyIsStrict() {
        var expected = data.get("expected_strict");
        var matrix = agreement().confusion(Policy.STRICT);
        var swaps = swaps(false);

        assertThat(matrix.n()).isEqualTo(expected.get("agreement_n").asLong());
        assertValue(matrix.agreement(), expected.get("accuracy").asDouble(), 1e-6);
        assertValue(matrix.macroPrecision(), expected.get("precision").asDouble(), 1e-6);
        assertValue(matrix.macroRecall(), expected.get("recall").asDouble(), 1e-6);
        assertValue(matrix.macroF1(), expected.get("f1").asDouble(), 1e-6);
        assertThat(swaps.consistency(Policy.STRICT).counts())
                .containsEntry("consistent", 4L)
                .containsEntry("n", 8L);
        assertThat(swaps.biasFirst(Policy.STRICT).counts())
                .containsEntry("first", expected.get("prefers_first").asLong());
        assertThat(swaps.biasSecond(Policy.STRICT).counts())
                .containsEntry("second", expected.get("prefers_second").asLong());
        assertThat(swaps.half()).isEqualTo(4);
        assertThat(swaps.empties()).isZero();
    }

    @Test
    void shouldGiveOriginalsFiguresWhenPolicyIsTie() {
        var expected = data.get("expected_upstream");
        var matrix = agreement().confusion(Policy.TIE);
        var swaps = swaps(true);

        assertThat(matrix.n()).isEqualTo(expected.get("n").asLong());
        assertValue(matrix.agreement(), expected.get("accuracy").asDouble(), 1e-15);
        assertValue(matrix.macroPrecision(), expected.get("precision").asDouble(), 1e-15);
        assertValue(matrix.macroRecall(), expected.get("recall").asDouble(), 1e-15);
        assertValue(matrix.macroF1(), expected.get("f1").asDouble(), 1e-15);
        assertValue(swaps.consistency(Policy.TIE), expected.get("consistency").asDouble(), 1e-15);
        assertValue(swaps.biasFirst(Policy.TIE), expected.get("prefer_before").asDouble(), 1e-15);
        assertValue(swaps.biasSecond(Policy.TIE), expected.get("prefer_after").asDouble(), 1e-15);
        assertValue(swaps.deltaBias(Policy.TIE), expected.get("delta").asDouble(), 1e-15);
        assertValue(swaps.totalBias(Policy.TIE), expected.get("total").asDouble(), 1e-15);
    }

    /**
     * By hand. Labels of the 11 rows that the teacher scored: first 4 (rows 1, 4, 6, 11), tie 2 (3, 10), second 5 (2, 5, 7,
     * 9, 12). Readings: row 1 first, 2 first, 3 tie, 4 first, 5 second, 7 tie, 10 second, 12 second; 6, 9 and 11 have none.
     * Right: 1, 3, 4, 5, 12, so 5 of 11. Precision: first 2/3, tie 1/2, second 2/3. Recall, none-rows in the denominator:
     * first 2/4, tie 1/2, second 2/5. F1: 4/7, 1/2, 1/2. Of the 11 pairs, rows 1, 3 and 5 are consistent, 2 and 7 lean to
     * the first position, 10 and 12 to the second, and 4, 6, 9 and 11 lack a reading.
     */
    @Test
    void shouldKeepUnscoredInDenominatorWhenPolicyIsWrong() {
        var matrix = agreement().confusion(Policy.WRONG);
        var swaps = swaps(true);

        assertValue(matrix.agreement(), 5 / 11.0, 1e-15);
        assertValue(matrix.macroPrecision(), (2 / 3.0 + 1 / 2.0 + 2 / 3.0) / 3, 1e-15);
        assertValue(matrix.macroRecall(), (2 / 4.0 + 1 / 2.0 + 2 / 5.0) / 3, 1e-15);
        assertValue(matrix.macroF1(), (4 / 7.0 + 1 / 2.0 + 1 / 2.0) / 3, 1e-15);
        assertValue(swaps.consistency(Policy.WRONG), 3 / 11.0, 1e-15);
        assertValue(swaps.biasFirst(Policy.WRONG), 2 / 11.0, 1e-15);
        assertValue(swaps.biasSecond(Policy.WRONG), 2 / 11.0, 1e-15);
        assertValue(swaps.totalBias(Policy.WRONG), 4 / 11.0, 1e-15);
    }

    /** Agreement of the original order with the teacher, over the rows that the teacher scored. */
    private static AgreementTally agreement() {
        var tally = AgreementTally.empty();
        for (var vector : data.get("vectors")) {
            var label = teacher(vector).scorePair();
            var judged = JudgementParser.ofJudge().pair(vector.get(1).asText()).scorePair();
            if (label.isPresent()) {
                var reading =
                        judged.map(scores -> Reading.of(scores.preference())).orElse(Reading.UNSCORED_TIE);
                tally = tally.plus(label.get().preference(), reading);
            }
        }
        return tally;
    }

    /** JudgeLM's evaluation drops rows without a teacher's score from the swap figures too; ours has no reason to. */
    private static SwapTally swaps(boolean onlyWithTeacher) {
        var tally = SwapTally.empty();
        for (var vector : data.get("vectors")) {
            if (!onlyWithTeacher || teacher(vector).scorePair().isPresent()) {
                tally = tally.plus(SwappedPair.of(
                        JudgementParser.ofJudge().pair(vector.get(1).asText()),
                        JudgementParser.ofJudge().pair(vector.get(2).asText())));
            }
        }
        return tally;
    }

    private static PassOutcome teacher(JsonNode vector) {
        return JudgementParser.ofTeacher().pair(vector.get(0).asText());
    }

    private static void assertValue(Figure figure, double expected, double tolerance) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(expected, within(tolerance));
    }
}
