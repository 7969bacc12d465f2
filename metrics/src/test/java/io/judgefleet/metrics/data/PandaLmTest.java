package io.judgefleet.metrics.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.ConfusionMatrix;
import io.judgefleet.metrics.agreement.RaterTally;
import io.judgefleet.metrics.agreement.Votes;
import io.judgefleet.metrics.bias.SwapTally;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.PairCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PandaLM's test set: three annotators, two judges, and every figure known of them. */
final class PandaLmTest {
    private static final List<String> FIELDS = List.of("annotator1", "annotator2", "annotator3");
    private static final double EXACT = 1e-12;

    private static JsonNode expected;
    private static JsonNode items;
    private static Map<String, List<Reading>> readings;

    @BeforeAll
    static void readData() {
        expected = PublicData.json("pandalm/expected-figures.json");
        items = PublicData.json("pandalm/testset-v1.json");
        readings = Map.of(
                "gpt-3.5-turbo", read("pandalm/gpt-3.5-turbo-testset-v1.json", "gpt_result"),
                "pandalm-7b", read("pandalm/pandalm-7b-testset-v1.json", "pandalm_result"));
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 3", "2, 3"})
    void shouldAgreeAsKnownWhenAnnotatorsMeet(int one, int other) {
        var matrix = confusion(label(one), label(other));

        var figures = expected.get("human%d-human%d".formatted(one, other));
        assertThat(matrix.agreement().counts())
                .containsEntry("agree", figures.get("agree_n").asLong());
        assertValue(matrix.agreement(), figures.get("agreement"));
        assertValue(matrix.cohenKappa(), figures.get("kappa"));
    }

    @Test
    void shouldAgreeAsKnownWhenAllThreeAnnotatorsMeet() {
        var tally = RaterTally.ofPreferences();
        for (var item = 0; item < items.size(); item++) {
            tally = tally.plus(votes(item));
        }

        assertValue(tally.fleissKappa(3), expected.get("fleiss").get("kappa"));
        assertValue(tally.pairAgreement(), expected.get("fleiss").get("Pbar"));
        assertThat(tally.krippendorffAlpha().value().orElseThrow()).isCloseTo(.864221, within(5e-7));
    }

    @Test
    void shouldHaveMajorityWhenThereAreThreeAnnotators() {
        Map<Preference, Integer> distribution = new HashMap<>();
        var unanimous = 0;
        for (var item = 0; item < items.size(); item++) {
            distribution.merge(votes(item).majority().orElseThrow(), 1, Integer::sum);
            var votes = votes(item);
            unanimous += Math.max(votes.first(), Math.max(votes.tie(), votes.second())) == 3 ? 1 : 0;
        }

        assertThat(distribution).isEqualTo(Map.of(Preference.TIE, 105, Preference.FIRST, 422, Preference.SECOND, 472));
        assertThat(unanimous).isEqualTo(expected.get("unanimous").asInt());
    }

    @Test
    void shouldDistributeAsKnownWhenLabelsAreCounted() {
        var splits = 0;
        var twoToOne = 0;
        for (var item = 0; item < items.size(); item++) {
            var votes = votes(item);
            splits += votes.majority().isEmpty() ? 1 : 0;
            twoToOne += Math.max(votes.first(), Math.max(votes.tie(), votes.second())) == 2 ? 1 : 0;
        }

        assertThat(splits).isEqualTo(expected.get("three_way_splits").size());
        assertThat(twoToOne).isEqualTo(expected.get("two_one").asInt());
        assertDistribution(expected.get("label_distribution_majority"), PandaLmTest::majority);
        for (var annotator = 1; annotator <= 3; annotator++) {
            assertDistribution(expected.get("label_distribution_per_annotator").get(annotator - 1), label(annotator));
        }
    }

    @Test
    void shouldExpectKnownChanceWhenAllRatingsArePooled() {
        var pooled = Votes.empty();
        for (var item = 0; item < items.size(); item++) {
            pooled = pooled.merge(votes(item));
        }

        var shares = expected.get("fleiss").get("p_j");
        var chance = 0.0;
        for (var preference : Preference.values()) {
            var share = (double) pooled.counts().cell(0, AgreementTally.classOf(preference)) / pooled.total();
            assertThat(share).isCloseTo(shares.get(number(preference)).asDouble(), within(EXACT));
            chance += share * share;
        }
        assertThat(chance).isCloseTo(expected.get("fleiss").get("Pe").asDouble(), within(EXACT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldAgreeAsKnownWhenAnnotatorMeetsMajority(int annotator) {
        var matrix = confusion(label(annotator), PandaLmTest::majority);

        var figures = expected.get("annotator%d_vs_majority_first".formatted(annotator));
        assertValue(matrix.agreement(), figures.get("agreement"));
        assertValue(matrix.cohenKappa(), figures.get("kappa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-3.5-turbo", "pandalm-7b"})
    void shouldScoreAsPublishedWhenGarbageIsATie(String judge) {
        var matrix = agreement(judge).confusion(Policy.TIE);

        var figures = expected.get(judge).get("majority_drop");
        assertThat(expected.get(judge).get("majority_tie0")).isEqualTo(figures);
        assertThat(expected.get(judge).get("majority_first")).isEqualTo(figures);
        assertThat(matrix.n()).isEqualTo(figures.get("n").asLong());
        assertThat(matrix.cells().diagonal()).isEqualTo(figures.get("correct_n").asLong());
        assertValue(matrix.agreement(), figures.get("accuracy"));
        assertValue(matrix.cohenKappa(), figures.get("kappa"));
        assertValue(matrix.macroPrecision(), figures.get("macro_precision"));
        assertValue(matrix.macroRecall(), figures.get("macro_recall"));
        assertValue(matrix.macroF1(), figures.get("macro_f1"));
        assertValue(matrix.weightedPrecision(), figures.get("weighted_precision"));
        assertValue(matrix.weightedRecall(), figures.get("weighted_recall"));
        assertValue(matrix.weightedF1(), figures.get("weighted_f1"));
        assertClasses(matrix, figures);
    }

    @ParameterizedTest
    @CsvSource({"gpt-3.5-turbo, 57.55", "pandalm-7b, 57.43"})
    void shouldGiveThePapersF1WhenGarbageIsATie(String judge, double percent) {
        assertThat(100
                        * agreement(judge)
                                .confusion(Policy.TIE)
                                .macroF1()
                                .value()
                                .orElseThrow())
                .isCloseTo(percent, within(.005));
    }

    @Test
    void shouldDropGarbageWhenPolicyIsStrictAndKeepItWrongWhenPolicyIsWrong() {
        var tally = agreement("gpt-3.5-turbo");

        assertThat(tally.confusion(Policy.STRICT).n()).isEqualTo(999 - 25);
        assertThat(tally.confusion(Policy.WRONG).n()).isEqualTo(999);
        assertThat(tally.confusion(Policy.WRONG).agreement().counts().get("agree"))
                .isEqualTo(tally.confusion(Policy.STRICT).agreement().counts().get("agree"));
    }

    /** As a class of its own that is never right, garbage drags macro precision further down than dropping it does. */
    @Test
    void shouldDragMacroPrecisionDownWhenGarbageIsAClass() {
        var cells = new long[16];
        for (var item = 0; item < items.size(); item++) {
            var reading = readings.get("gpt-3.5-turbo").get(item);
            var given =
                    reading.under(Policy.STRICT).map(AgreementTally::classOf).orElse(3);
            cells[4 * AgreementTally.classOf(majority(item)) + given]++;
        }
        var tally = agreement("gpt-3.5-turbo");

        var fourth = ConfusionMatrix.of(4, cells).macroPrecision().value().orElseThrow();

        assertThat(tally.confusion(Policy.WRONG).macroPrecision().value().orElseThrow())
                .isCloseTo(.5365, within(5e-5));
        assertThat(fourth).isCloseTo(.5365 * 3 / 4, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-3.5-turbo, 1",
        "gpt-3.5-turbo, 2",
        "gpt-3.5-turbo, 3",
        "pandalm-7b, 1",
        "pandalm-7b, 2",
        "pandalm-7b, 3"
    })
    void shouldAgreeAsKnownWhenJudgeMeetsAnnotator(String judge, int annotator) {
        var matrix = confusion(label(annotator), item -> asTie(judge, item));

        var figures = expected.get(judge).get("vs_annotator" + annotator);
        assertValue(matrix.agreement(), figures.get("agreement"));
        assertValue(matrix.cohenKappa(), figures.get("kappa"));
    }

    @Test
    void shouldAgreeAsKnownWhenJudgesMeet() {
        var matrix = confusion(item -> asTie("gpt-3.5-turbo", item), item -> asTie("pandalm-7b", item));

        assertValue(matrix.agreement(), expected.get("gpt35-vs-pandalm").get("agreement"));
        assertValue(matrix.cohenKappa(), expected.get("gpt35-vs-pandalm").get("kappa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"human_majority", "gpt-3.5-turbo", "pandalm-7b"})
    void shouldBeConsistentAsKnownWhenItemsRepeatInSwappedOrder(String judge) {
        var figures = expected.get("natural_swapped_duplicates").get(judge);
        IntFunction<Preference> preference =
                judge.equals("human_majority") ? PandaLmTest::majority : item -> asTie(judge, item);

        var swaps = NaturalDuplicates.swapped(items);
        var tally = SwapTally.empty();
        for (var pair : swaps) {
            tally = tally.plus(
                    PassReading.of(preference.apply(pair.first())),
                    PassReading.of(preference.apply(pair.second()).swapped()));
        }
        var repeats = NaturalDuplicates.repeated(items);
        var same = repeats.stream()
                .filter(pair -> preference.apply(pair.first()) == preference.apply(pair.second()))
                .count();

        assertThat(tally.consistency(Policy.STRICT).counts())
                .containsEntry("consistent", figures.get("swap_consistent").asLong())
                .containsEntry("n", figures.get("of").asLong());
        assertThat(tally.biasFirst(Policy.STRICT).counts())
                .containsEntry("first", figures.get("prefer_first").asLong());
        assertThat(tally.biasSecond(Policy.STRICT).counts())
                .containsEntry("second", figures.get("prefer_second").asLong());
        assertThat(repeats).hasSize(figures.get("of_same").asInt());
        assertThat(same).isEqualTo(figures.get("repeat_consistent_same_order").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "llama-7b, 1125.83",
        "pythia-6.9b, 1012.79",
        "bloom-7b, 996.84",
        "opt-7b, 957.79",
        "cerebras-gpt-6.7B, 906.76"
    })
    void shouldHaveKnownRatingsWhenAnnotatorsVote(String model, double rating) {
        var counts = PairCounts.empty();
        for (var item = 0; item < items.size(); item++) {
            var models = items.get(item).get("cmp_key").asText().split("_");
            counts = counts.plus(models[0], models[1], Reading.of(majority(item)));
        }

        assertThat(BradleyTerry.fit(counts, Policy.STRICT).groups().getFirst().ratings())
                .filteredOn(rated -> rated.model().equals(model))
                .singleElement()
                .satisfies(rated -> assertThat(rated.rating()).isCloseTo(rating, within(.01)));
    }

    private static void assertDistribution(JsonNode known, IntFunction<Preference> preference) {
        for (var each : Preference.values()) {
            var count = 0;
            for (var item = 0; item < items.size(); item++) {
                count += preference.apply(item) == each ? 1 : 0;
            }
            assertThat(count)
                    .isEqualTo(known.get(Integer.toString(number(each))).asInt());
        }
    }

    private static void assertClasses(ConfusionMatrix matrix, JsonNode figures) {
        for (var preference : Preference.values()) {
            var scores = matrix.scores(AgreementTally.classOf(preference));
            var known = figures.get("per_class").get(Integer.toString(number(preference)));
            assertThat(scores.right()).isEqualTo(known.get("tp").asLong());
            assertThat(scores.gold()).isEqualTo(known.get("support").asLong());
            assertThat(scores.given()).isEqualTo(known.get("predicted").asLong());
            assertThat(scores.precision()).isCloseTo(known.get("precision").asDouble(), within(EXACT));
            assertThat(scores.recall()).isCloseTo(known.get("recall").asDouble(), within(EXACT));
            assertThat(scores.f1()).isCloseTo(known.get("f1").asDouble(), within(EXACT));
            for (var given : Preference.values()) {
                assertThat(matrix.cells().cell(AgreementTally.classOf(preference), AgreementTally.classOf(given)))
                        .isEqualTo(figures.get("confusion_true_pred")
                                .get("%d->%d".formatted(number(preference), number(given)))
                                .asLong());
            }
        }
    }

    private static AgreementTally agreement(String judge) {
        var tally = AgreementTally.empty();
        for (var item = 0; item < items.size(); item++) {
            tally = tally.plus(majority(item), readings.get(judge).get(item));
        }
        return tally;
    }

    private static ConfusionMatrix confusion(IntFunction<Preference> gold, IntFunction<Preference> given) {
        var tally = AgreementTally.empty();
        for (var item = 0; item < items.size(); item++) {
            tally = tally.plus(gold.apply(item), Reading.of(given.apply(item)));
        }
        return tally.confusion(Policy.STRICT);
    }

    private static Votes votes(int item) {
        return Votes.of(FIELDS.stream()
                .map(field -> preference(items.get(item).get(field).asInt()))
                .toList());
    }

    private static Preference majority(int item) {
        return votes(item).majority().orElseThrow();
    }

    private static IntFunction<Preference> label(int annotator) {
        return item -> preference(items.get(item).get("annotator" + annotator).asInt());
    }

    private static Preference asTie(String judge, int item) {
        return readings.get(judge).get(item).under(Policy.TIE).orElseThrow();
    }

    private static List<Reading> read(String file, String field) {
        List<Reading> results = new ArrayList<>();
        for (var row : PublicData.json(file)) {
            results.add(reading(row.get(field).asText()).orElse(Reading.UNSCORED_TIE));
        }
        return results;
    }

    private static Optional<Reading> reading(String result) {
        return switch (result) {
            case "1" -> Optional.of(Reading.FIRST);
            case "2" -> Optional.of(Reading.SECOND);
            case "0", "Tie" -> Optional.of(Reading.TIE);
            default -> Optional.empty();
        };
    }

    private static Preference preference(int number) {
        return switch (number) {
            case 1 -> Preference.FIRST;
            case 2 -> Preference.SECOND;
            default -> Preference.TIE;
        };
    }

    private static int number(Preference preference) {
        return switch (preference) {
            case FIRST -> 1;
            case SECOND -> 2;
            case TIE -> 0;
        };
    }

    private static void assertValue(Figure figure, JsonNode value) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(value.asDouble(), within(EXACT));
    }
}
