package io.judgefleet.aggregator.slice;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static io.judgefleet.aggregator.VerdictFixtures.unparsable;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.agreement.Votes;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.schemas.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicateSumsTest {
    private static final int REPLICATES = 100;
    private static final LabelConsensus LABELLING = new LabelConsensus.Labelled(Preference.FIRST);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldCountAsBootstrapOfEachVerdictWhateverTheOrderAndCorrections(int seed) {
        var random = new Random(seed);
        var verdicts = verdicts(random);

        var sums = counted(verdicts, random);

        assertThat(sums.all(verdicts.size())).contains(bootstrap(verdicts));
        assertThat(sums.all(verdicts.size() + 1)).isEmpty();
        var ofAnt = verdicts.stream()
                .filter(verdict -> verdict.subject().modelIds().contains("ant"))
                .toList();
        assertThat(sums.of("ant", ofAnt.size())).contains(bootstrap(ofAnt));
        var pairs = pairCounts(verdicts);
        assertThat(IntStream.range(0, REPLICATES).mapToObj(sums::pairCounts).toList())
                .isEqualTo(pairs.replicates());
    }

    /** By way of what travels between aggregators, some of it counted, taken back and counted again. */
    private static ReplicateSums counted(List<Verdict> verdicts, Random random) {
        var counts = new PartitionCounts(true);
        var shuffled = new ArrayList<>(verdicts);
        Collections.shuffle(shuffled, random);
        for (var verdict : shuffled) {
            var counted = List.of(contribution(verdict));
            counts.change(List.of(), counted, NOON);
            if (random.nextInt(3) == 0) {
                counts.change(counted, List.of(), NOON);
                counts.change(List.of(), counted, NOON);
            }
        }
        var panes = Window.ALL.panes(NOON);
        var sums = new ReplicateSums(REPLICATES, Resolution.MAJORITY);
        PartitionCounts.of(counts.part(panes)).addTo(sums, panes, slice -> true);
        return sums;
    }

    private static Bootstrap<SliceTally> bootstrap(List<Verdict> verdicts) {
        var bootstrap = Bootstrap.of(SliceTally.empty(), REPLICATES);
        for (var verdict : verdicts) {
            bootstrap = bootstrap.plus(
                    verdict.subject().questionId(), contribution(verdict).code().tally());
        }
        return bootstrap;
    }

    private static Bootstrap<PairCounts> pairCounts(List<Verdict> verdicts) {
        var bootstrap = Bootstrap.of(PairCounts.empty(), REPLICATES);
        for (var verdict : verdicts) {
            var models = verdict.subject().modelIds();
            var reading = Resolution.MAJORITY.resolve(Passes.of(verdict.pair()));
            bootstrap = bootstrap.plus(
                    verdict.subject().questionId(),
                    PairCounts.empty().plus(models.getFirst(), models.getLast(), reading));
        }
        return bootstrap;
    }

    private static Contribution contribution(Verdict verdict) {
        return Contribution.of(CountedVerdict.of(verdict, NOON), LABELLING, Votes.empty());
    }

    private static List<Verdict> verdicts(Random random) {
        var models = List.of("ant", "bee", "cow");
        return IntStream.range(0, 120)
                .mapToObj(i -> sample("c" + i)
                        .asking("q" + random.nextInt(15))
                        .of(models.get(i % 3), models.get((i + 1 + random.nextInt(2)) % 3))
                        .judged(outcome(random), outcome(random)))
                .toList();
    }

    private static PassOutcome outcome(Random random) {
        return random.nextInt(10) == 0 ? unparsable() : scored(random.nextInt(1, 11), random.nextInt(1, 11));
    }
}
