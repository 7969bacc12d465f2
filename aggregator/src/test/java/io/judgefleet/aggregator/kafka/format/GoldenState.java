package io.judgefleet.aggregator.kafka.format;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.scored;

import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PaneCounts;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.counts.PartitionCounts.Part;
import io.judgefleet.aggregator.ledger.Contribution;
import io.judgefleet.aggregator.ledger.Ledger;
import io.judgefleet.aggregator.ledger.Repetition;
import io.judgefleet.aggregator.slice.AnswerCovariates;
import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.LabelConsensus;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.agreement.Repeats;
import io.judgefleet.metrics.agreement.Votes;
import io.judgefleet.schemas.JudgeVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Ledgers and counts that hold every constant that is stored. */
final class GoldenState {
    static final String FINGERPRINT = "0123456789abcdef";

    private GoldenState() {}

    static Ledger ledger() {
        var verdicts = new TreeMap<String, CountedVerdict>();
        verdicts.put(
                "scored then timed out",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.UNSTATED, false),
                        Preference.FIRST,
                        SwappedPair.of(scored(9, 3), new PassOutcome.TimedOut(""))));
        verdicts.put(
                "truncated then failed",
                verdict(
                        slice(JudgingMode.SINGLE, WeightsOrigin.TRAINED, false),
                        Preference.SECOND,
                        SwappedPair.of(truncated(2, 7.5), new PassOutcome.Failed(""))));
        verdicts.put(
                "unparsable then refused",
                verdict(
                        slice(JudgingMode.MULTI, WeightsOrigin.RANDOM, false),
                        Preference.TIE,
                        SwappedPair.of(new PassOutcome.Unparsable(""), new PassOutcome.Refused(""))));
        verdicts.put(
                "refused then unparsable",
                verdict(
                        slice(JudgingMode.CHAT, WeightsOrigin.TRAINED, true),
                        Preference.TIE,
                        SwappedPair.of(new PassOutcome.Refused(""), new PassOutcome.Unparsable(""))));
        verdicts.put(
                "failed then truncated",
                verdict(
                        slice(JudgingMode.MULTIMODAL, WeightsOrigin.TRAINED, false),
                        Preference.FIRST,
                        SwappedPair.of(new PassOutcome.Failed(""), truncated(1, 10))));
        verdicts.put(
                "timed out then scored",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.TIE,
                        SwappedPair.of(new PassOutcome.TimedOut(""), scored(6.25, 6.25))));
        verdicts.put(
                "tied then first",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.FIRST,
                        SwappedPair.of(scored(5, 5), scored(4, 5))));
        verdicts.put(
                "second then second",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.SECOND,
                        SwappedPair.of(scored(4, 5), scored(5, 4))));
        verdicts.put(
                FINGERPRINT,
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.FIRST,
                        SwappedPair.empty().with(PresentationOrder.SWAPPED, scored(3, 9))));
        verdicts.put(
                "swapped missing",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.FIRST,
                        SwappedPair.empty().with(PresentationOrder.ORIGINAL, scored(9, 3))));
        verdicts.put(
                "original only",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.FIRST,
                        SwappedPair.asked(List.of(PresentationOrder.ORIGINAL))
                                .with(PresentationOrder.ORIGINAL, scored(9, 3))));
        verdicts.put(
                "swapped only",
                verdict(
                        slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false),
                        Preference.FIRST,
                        SwappedPair.asked(List.of(PresentationOrder.SWAPPED))
                                .with(PresentationOrder.SWAPPED, scored(3, 9))));
        var labels = new TreeMap<String, CountedLabel>();
        labels.put("key", new CountedLabel(AnnotatorKind.GOLD, Preference.FIRST, NOON));
        labels.put("ann", new CountedLabel(AnnotatorKind.HUMAN, Preference.SECOND, NOON.plusSeconds(1)));
        labels.put("larger judge", new CountedLabel(AnnotatorKind.TEACHER, Preference.TIE, NOON.plusSeconds(2)));
        return new Ledger(verdicts, labels);
    }

    private static CountedVerdict verdict(Slice slice, Preference byScores, SwappedPair passes) {
        var covariates = byScores == Preference.TIE ? AnswerCovariates.NONE : new AnswerCovariates(0x1E2D, 0x2081F5);
        var content = new CountedVerdict.Content(
                slice, 0x1122334455667788L, byScores == Preference.SECOND, passes, byScores, covariates);
        return new CountedVerdict(content, NOON, NOON.plusNanos(1_000));
    }

    private static PassOutcome truncated(double first, double second) {
        return new PassOutcome.Truncated(new ScorePair(first, second));
    }

    static Slice slice(JudgingMode mode, WeightsOrigin origin, boolean isRepeat) {
        return slice(mode, origin, isRepeat, "trial/b");
    }

    private static Slice slice(JudgingMode mode, WeightsOrigin origin, boolean isRepeat, String arm) {
        return new Slice(
                new JudgeVersion("tiny", FINGERPRINT, origin),
                mode,
                arm,
                isRepeat,
                "farm",
                "animals",
                List.of("ant", "bee"));
    }

    /** One partition's counts of those verdicts, each with another consensus and other votes. */
    static PartitionCounts counted() {
        var counts = new PartitionCounts(true);
        var votes = List.of(new Votes(3, 1, 2), new Votes(0, 2, 0), new Votes(1, 0, 4), Votes.empty());
        var consensus = List.of(
                new LabelConsensus.Labelled(Preference.FIRST),
                new LabelConsensus.Labelled(Preference.SECOND),
                new LabelConsensus.Labelled(Preference.TIE),
                new LabelConsensus.WithoutMajority(),
                new LabelConsensus.Unlabelled());
        var number = 0;
        for (var verdict : ledger().verdicts().values()) {
            counts.change(
                    List.of(),
                    List.of(Contribution.of(
                            verdict, consensus.get(number % consensus.size()), votes.get(number % votes.size()))),
                    NOON);
            number++;
        }
        var canary = slice(JudgingMode.PAIR, WeightsOrigin.TRAINED, false, "canary/2026-03-01");
        counts.change(
                List.of(),
                List.of(Contribution.of(
                        verdict(canary, Preference.FIRST, SwappedPair.of(scored(9, 3), scored(2.5, 10))),
                        new LabelConsensus.Unlabelled(),
                        Votes.empty())),
                NOON);
        counts.changeRepetitions(
                List.of(),
                List.of(new Repetition(
                        slice(JudgingMode.CHAT, WeightsOrigin.TRAINED, false), new Repeats(3, 1, 0, 2))));
        counts.addArchived(
                slice(JudgingMode.PAIR, WeightsOrigin.UNSTATED, false),
                SliceTally.of(LongStream.rangeClosed(1, SliceTally.CELLS).toArray()));
        return counts;
    }

    /** Its panes in an order that stays. */
    static Part part() {
        var counts = counted();
        var panes = new LinkedHashMap<Pane, PaneCounts>();
        for (var pane : Pane.at(NOON, NOON)) {
            panes.putAll(counts.part(List.of(pane)).panes());
        }
        var whole = counts.part(panes.keySet());
        return new Part(
                whole.slices(), whole.questions(), panes, whole.archive(), whole.canaries(), whole.repetitions());
    }
}
