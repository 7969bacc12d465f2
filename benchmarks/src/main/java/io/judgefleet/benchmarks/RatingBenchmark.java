package io.judgefleet.benchmarks;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Bootstrap;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.rating.BradleyTerry;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.metrics.rating.PairCounts;
import io.judgefleet.metrics.rating.RaoKupper;
import io.judgefleet.metrics.rating.StyleControl;
import io.judgefleet.metrics.rating.StyleCounts;
import io.judgefleet.metrics.rating.WinTally;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How long a leaderboard takes to solve, and what intervals by bootstrap cost. */
public final class RatingBenchmark {
    private static final int WARM_UPS = 15;
    private static final int RUNS = 31;
    private static final int VERDICTS = 20_000;
    private static final int QUESTIONS = 500;

    private final PrintStream out;

    private RatingBenchmark(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        new RatingBenchmark(System.out).run();
    }

    private void run() {
        out.println("what, median ms, fastest ms, slowest ms");
        for (var models : new int[] {20, 50, 100, 200}) {
            var counts = counts(models, new Random(models));
            measure(
                    "Bradley-Terry with both errors, %d models".formatted(models),
                    () -> BradleyTerry.fit(counts, Policy.STRICT).groups().size());
            measure(
                    "Rao-Kupper, %d models".formatted(models),
                    () -> RaoKupper.fit(counts, Policy.STRICT).groups().size());
        }
        var styles = styles(100, new Random(7));
        measure(
                "style-controlled, 100 models, %d comparisons".formatted(VERDICTS),
                () -> StyleControl.fit(styles).groups().size());
        measure("agreement of %d verdicts, no bootstrap".formatted(VERDICTS), this::plain);
        measure("the same with %d replicates".formatted(Bootstrap.REPLICATES), this::bootstrapped);
        var bootstrap = agreements();
        measure(
                "kappa's interval from %d replicates".formatted(Bootstrap.REPLICATES),
                () -> bootstrap
                        .spread(tally -> tally.confusion(Policy.STRICT).cohenKappa())
                        .isPresent());
    }

    private void measure(String what, Supplier<Object> task) {
        var milliseconds = new double[RUNS];
        for (var run = -WARM_UPS; run < RUNS; run++) {
            var start = System.nanoTime();
            var result = task.get();
            var elapsed = (System.nanoTime() - start) / 1e6;
            if (result.hashCode() == Integer.MIN_VALUE) {
                out.print("");
            }
            if (run >= 0) {
                milliseconds[run] = elapsed;
            }
        }
        Arrays.sort(milliseconds);
        out.printf("%s, %.2f, %.2f, %.2f%n", what, milliseconds[RUNS / 2], milliseconds[0], milliseconds[RUNS - 1]);
    }

    /** Every pair compared 40 times by models whose strengths spread over a few units of log-odds. */
    private static PairCounts counts(int models, Random random) {
        var strengths = random.doubles(models, -2, 2).toArray();
        var pairs = new TreeMap<ModelPair, WinTally>();
        for (var i = 0; i < models; i++) {
            for (var j = i + 1; j < models; j++) {
                var chance = 0.8 / (1 + Math.exp(strengths[j] - strengths[i]));
                var won = random.doubles(40).filter(draw -> draw < chance).count();
                var tied = Math.min(8, 40 - won);
                pairs.put(
                        ModelPair.of("model-%03d".formatted(i), "model-%03d".formatted(j)),
                        WinTally.of(won, tied, 40 - won - tied));
            }
        }
        return new PairCounts(pairs);
    }

    private static StyleCounts styles(int models, Random random) {
        var counts = new TreeMap<StyleCounts.Cell, Long>();
        for (var comparison = 0; comparison < VERDICTS; comparison++) {
            var i = random.nextInt(models);
            var j = (i + 1 + random.nextInt(models - 1)) % models;
            var steps = random.ints(4, -12, 13).boxed().toList();
            var outcome = Preference.CODES.of(random.nextInt(3));
            counts.merge(new StyleCounts.Cell(ModelPair.of("m" + i, "m" + j), steps, outcome), 1L, Long::sum);
        }
        return new StyleCounts(counts);
    }

    private long plain() {
        var random = new Random(1);
        var tally = AgreementTally.empty();
        for (var verdict = 0; verdict < VERDICTS; verdict++) {
            tally = tally.merge(verdict(random));
        }
        return tally.cells().total();
    }

    private long bootstrapped() {
        return agreements().replicates().getFirst().cells().total();
    }

    private static Bootstrap<AgreementTally> agreements() {
        var random = new Random(1);
        var bootstrap = Bootstrap.of(AgreementTally.empty());
        for (var verdict = 0; verdict < VERDICTS; verdict++) {
            bootstrap = bootstrap.plus("question-" + verdict % QUESTIONS, verdict(random));
        }
        return bootstrap;
    }

    private static AgreementTally verdict(Random random) {
        var label = Preference.CODES.of(random.nextInt(3));
        return AgreementTally.empty().plus(label, Reading.CODES.of(random.nextInt(3)));
    }
}
