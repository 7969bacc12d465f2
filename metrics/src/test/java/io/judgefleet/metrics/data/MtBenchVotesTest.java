package io.judgefleet.metrics.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.RaterTally;
import io.judgefleet.metrics.agreement.Votes;
import io.judgefleet.metrics.bias.SelfPreference;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.EloTicker;
import io.judgefleet.metrics.rating.ModelRating;
import io.judgefleet.metrics.rating.PairCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experts' votes and GPT-4's verdicts of MT-Bench (2306.05685): published counts and known ratings. */
final class MtBenchVotesTest {
    private static List<Vote> experts;
    private static Map<Item, Preference> judge;

    /** A comparison with its pair of models in order, so that votes on it meet whichever answer was shown first. */
    private record Item(int question, int turn, String lower, String higher) {}

    /** What one voter said of an item. */
    private record Vote(Item item, Preference preference) {
        static Vote of(JsonNode row) {
            var a = row.get("model_a").asText();
            var b = row.get("model_b").asText();
            var winner = switch (row.get("winner").asText()) {
                case "model_a" -> Preference.FIRST;
                case "model_b" -> Preference.SECOND;
                default -> Preference.TIE;
            };
            var question = row.get("question_id").asInt();
            var turn = row.get("turn").asInt();
            return a.compareTo(b) < 0
                    ? new Vote(new Item(question, turn, a, b), winner)
                    : new Vote(new Item(question, turn, b, a), winner.swapped());
        }
    }

    @BeforeAll
    static void readVotes() {
        experts = PublicData.jsonLines("mt-bench-votes/human.jsonl").stream()
                .filter(row -> row.get("judge").asText().startsWith("expert"))
                .map(Vote::of)
                .toList();
        judge = new HashMap<>();
        PublicData.jsonLines("mt-bench-votes/gpt4_pair.jsonl").stream()
                .map(Vote::of)
                .forEach(vote -> judge.put(vote.item(), vote.preference()));
    }

    @ParameterizedTest
    @CsvSource({"1, 886, 1343, 727, 859", "2, 871, 1325, 731, 864"})
    void shouldCountAsPublishedWhenJudgeMeetsExperts(int turn, long agree1, long n1, long agree2, long n2) {
        var tally = AgreementTally.empty();
        for (var vote : experts) {
            var verdict = judge.get(vote.item());
            if (vote.item().turn() == turn && verdict != null) {
                tally = tally.plus(vote.preference(), Reading.of(verdict));
            }
        }

        assertCounts(tally.setup1(Policy.STRICT), agree1, n1);
        assertCounts(tally.setup2(Policy.STRICT), agree2, n2);
    }

    @ParameterizedTest
    @CsvSource({"1, 454, 721, 388, 479", "2, 471, 707, 388, 474"})
    void shouldCountAsPublishedWhenExpertsMeetExperts(int turn, long agree1, long n1, long agree2, long n2) {
        Map<Item, Votes> items = new HashMap<>();
        experts.stream()
                .filter(vote -> vote.item().turn() == turn)
                .forEach(vote -> items.merge(vote.item(), Votes.of(List.of(vote.preference())), Votes::merge));
        var tally = RaterTally.ofPreferences();
        for (var votes : items.values()) {
            tally = tally.plus(votes);
        }

        assertCounts(tally.pairAgreement(), agree1, n1);
        assertCounts(tally.pairAgreementWithout(AgreementTally.classOf(Preference.TIE)), agree2, n2);
    }

    @Test
    void shouldHaveKnownKappaWhenBothTurnsAreTaken() {
        var tally = AgreementTally.empty();
        for (var vote : experts) {
            var verdict = judge.get(vote.item());
            tally = verdict == null ? tally : tally.plus(vote.preference(), Reading.of(verdict));
        }

        var matrix = tally.confusion(Policy.STRICT);

        assertThat(matrix.n()).isEqualTo(2668);
        assertThat(matrix.cohenKappa().value().orElseThrow()).isCloseTo(.4762, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4, 1178.50, 20.08",
        "claude-v1, 1108.44, 19.15",
        "gpt-3.5-turbo, 1105.83, 16.75",
        "vicuna-13b-v1.2, 985.46, 17.38",
        "alpaca-13b, 869.53, 19.52",
        "llama-13b, 752.24, 22.59"
    })
    void shouldHaveKnownRatingsWhenExpertsVote(String model, double rating, double halfInterval) {
        var rated = rated(expertCounts(), model);

        assertThat(rated.rating()).isCloseTo(rating, within(.01));
        assertThat(Interval.Z95 * ModelRating.SCALE * rated.sandwichError()).isCloseTo(halfInterval, within(.01));
        assertThat(rated.interval().high() - rated.rating()).isBetween(halfInterval, halfInterval + .05);
    }

    @Test
    void shouldHaveWiderFisherErrorWhenTiesAreHalves() {
        var rated = rated(expertCounts(), "gpt-4");

        assertThat(Interval.Z95 * ModelRating.SCALE * rated.fisherError()).isCloseTo(23.4, within(.05));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4, 1314.50",
        "claude-v1, 1171.88",
        "gpt-3.5-turbo, 1091.37",
        "vicuna-13b-v1.2, 970.36",
        "alpaca-13b, 786.35",
        "llama-13b, 665.55"
    })
    void shouldHaveKnownRatingsWhenGpt4Judges(String model, double rating) {
        var counts = PairCounts.empty();
        for (var entry : judge.entrySet()) {
            counts = count(counts, entry.getKey(), entry.getValue());
        }

        assertThat(rated(counts, model).rating()).isCloseTo(rating, within(.01));
    }

    /** Votes on one question resemble one another: the clustered error is 1.7 times the one that takes them for independent. */
    @Test
    void shouldHaveKnownClusteredErrorWhenQuestionsAreDrawn() {
        var tally = AgreementTally.empty();
        var clustered = Bootstrap.of(AgreementTally.empty(), 1000);
        for (var vote : experts) {
            var verdict = judge.get(vote.item());
            if (verdict != null) {
                var counted = AgreementTally.empty().plus(vote.preference(), Reading.of(verdict));
                tally = tally.merge(counted);
                clustered = clustered.plus("q" + vote.item().question(), counted);
            }
        }

        var spread = clustered
                .spread(replicate -> replicate.confusion(Policy.STRICT).cohenKappa())
                .orElseThrow();
        var error = tally.confusion(Policy.STRICT).cohenKappaError().value().orElseThrow();

        assertThat(error).isCloseTo(.0138, within(.0005));
        assertThat(spread.deviation()).isCloseTo(.0236, within(.002));
        // The replicates' percentiles are .430 and .521; a question not seen yet may lie at either end of the range.
        var interval = spread.put(tally.confusion(Policy.STRICT).cohenKappa(), 80)
                .interval()
                .orElseThrow();
        assertThat(interval.low()).isBetween(.39, .430);
        assertThat(interval.high()).isBetween(.521, .55);
    }

    @ParameterizedTest
    @CsvSource({"gpt-4, 1215.4", "llama-13b, 718.4"})
    void shouldHaveKnownEloWhenVotesComeInFileOrder(String model, double rating) {
        assertThat(elo(experts).rating(model)).isCloseTo(rating, within(.05));
    }

    /** What file order gives lies outside all that 200 other orders of the same votes give. */
    @Test
    void shouldHaveOtherEloWhenSameVotesComeInOtherOrders() {
        var random = new Random(1);
        var ratings = IntStream.range(0, 200)
                .mapToDouble(permutation -> {
                    var shuffled = new ArrayList<>(experts);
                    Collections.shuffle(shuffled, random);
                    return elo(shuffled).rating("gpt-4");
                })
                .summaryStatistics();

        assertThat(ratings.getAverage()).isCloseTo(1172.9, within(3.0));
        assertThat(ratings.getMax()).isLessThan(1215.4);
    }

    @Test
    void shouldFindKnownSelfEnhancementWhenGpt4JudgesItself() {
        var matched = SelfPreference.empty();
        var byExperts = PairCounts.empty();
        var byJudge = PairCounts.empty();
        for (var vote : experts) {
            var verdict = judge.get(vote.item());
            if (verdict != null) {
                var item = vote.item();
                matched = matched.plus(item.lower(), item.higher(), vote.preference(), Reading.of(verdict));
                byExperts = count(byExperts, item, vote.preference());
                byJudge = count(byJudge, item, verdict);
            }
        }

        assertValue(matched.enhancement("gpt-4", Policy.STRICT), .1115);
        assertValue(byJudge.averageWinRate("gpt-4", Policy.STRICT), .8584);
        assertValue(byExperts.averageWinRate("gpt-4", Policy.STRICT), .7469);
        assertThat(matched.relativeEnhancement("gpt-4", Policy.STRICT)
                        .interval()
                        .orElseThrow()
                        .low())
                .isPositive();
    }

    private static void assertValue(Figure figure, double value) {
        assertThat(figure.value().orElseThrow()).as(figure.definition()).isCloseTo(value, within(5e-5));
    }

    private static EloTicker elo(List<Vote> votes) {
        var ticker = EloTicker.start();
        for (var vote : votes) {
            ticker = ticker.next(vote.item().lower(), vote.item().higher(), vote.preference());
        }
        return ticker;
    }

    private static PairCounts expertCounts() {
        var counts = PairCounts.empty();
        for (var vote : experts) {
            counts = count(counts, vote.item(), vote.preference());
        }
        return counts;
    }

    private static PairCounts count(PairCounts counts, Item item, Preference preference) {
        return counts.plus(item.lower(), item.higher(), Reading.of(preference));
    }

    private static ModelRating rated(PairCounts counts, String model) {
        return BradleyTerry.fit(counts, Policy.STRICT).groups().getFirst().ratings().stream()
                .filter(rating -> rating.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static void assertCounts(Figure figure, long agree, long n) {
        assertThat(figure.counts()).containsEntry("agree", agree).containsEntry("n", n);
    }
}
