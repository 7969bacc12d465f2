package io.judgefleet.aggregator;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.ReadingTally;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.comparisons.AnnotatorKind;
import io.judgefleet.comparisons.Label;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.SwappedPair;
import io.judgefleet.metrics.agreement.AgreementTally;
import io.judgefleet.metrics.agreement.Votes;
import io.judgefleet.metrics.bias.SwapTally;
import io.judgefleet.metrics.rating.WinTally;
import io.judgefleet.schemas.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The counts of a pile of verdicts and labels, by the shortest way: sort, keep the last of each id, count. */
public record Recount(Collection<Verdict> verdicts, Collection<Label> labels) {
    /** All slices in a window that ends now, windows by the time of judging. */
    public Map<Slice, SliceTally> slices(Window window, Instant now) {
        var byComparison = labels.stream().collect(Collectors.groupingBy(label -> label.comparisonId()));
        var slices = new HashMap<Slice, SliceTally>();
        for (var verdict : lastOfEach(verdicts, Verdict::id, Recount::byTimeThenContent)) {
            if (isIn(window, verdict.judgedAt(), now)) {
                var said = byComparison.getOrDefault(verdict.subject().comparisonId(), List.of());
                slices.merge(Slice.of(verdict), count(verdict, said), SliceTally::merge);
            }
        }
        return slices;
    }

    private static SliceTally count(Verdict verdict, List<Label> said) {
        var pair = verdict.passes().stream()
                .reduce(
                        SwappedPair.asked(verdict.subject().orders()),
                        (some, pass) -> some.with(
                                pass.order(),
                                pass.outcome(),
                                pass.distribution().orElse(null)),
                        (a, b) -> b);
        var heirs = lastOfEach(said, Label::annotator, Recount::byTimeKindPreference);
        var kind = heirs.stream().map(Label::kind).min(Comparator.comparing(AnnotatorKind::code));
        var votes = Votes.of(heirs.stream()
                .filter(label -> Optional.of(label.kind()).equals(kind))
                .map(Label::preference)
                .toList());
        var readings = Arrays.stream(Resolution.values())
                .collect(Collectors.toMap(
                        Function.identity(), resolution -> reading(resolution, verdict, pair, votes.majority())));
        var torn = votes.total() > 0 && votes.majority().isEmpty();
        return new SliceTally(SwapTally.empty().plus(pair), readings, torn ? 1 : 0);
    }

    private static ReadingTally reading(
            Resolution resolution, Verdict verdict, SwappedPair pair, Optional<Preference> majority) {
        var reading = resolution.resolve(pair);
        var models = verdict.subject().modelIds();
        var ofLower = models.getFirst().compareTo(models.getLast()) > 0 ? reading.swapped() : reading;
        return new ReadingTally(
                WinTally.empty().plus(ofLower),
                majority.map(label -> AgreementTally.empty().plus(label, reading))
                        .orElse(AgreementTally.empty()));
    }

    private static boolean isIn(Window window, Instant time, Instant now) {
        return switch (window) {
            case ALL -> true;
            case FIVE_MINUTES -> isAmongLast(5, ChronoUnit.MINUTES, 1, time, now);
            case HOUR -> isAmongLast(60, ChronoUnit.MINUTES, 1, time, now);
            case DAY -> isAmongLast(96, ChronoUnit.MINUTES, 15, time, now);
        };
    }

    private static boolean isAmongLast(long panes, ChronoUnit unit, long length, Instant time, Instant now) {
        var paneSeconds = unit.getDuration().toSeconds() * length;
        var age = now.getEpochSecond() / paneSeconds - time.getEpochSecond() / paneSeconds;
        return age >= 0 && age < panes;
    }

    private static <T, K> Collection<T> lastOfEach(Collection<T> all, Function<T, K> id, BinaryOperator<T> later) {
        return all.stream()
                .collect(Collectors.toMap(id, Function.identity(), later))
                .values();
    }

    private static Verdict byTimeThenContent(Verdict a, Verdict b) {
        var order = Comparator.comparing(Verdict::judgedAt)
                .thenComparing(verdict ->
                        CountedVerdict.of(verdict, verdict.judgedAt()).content().toString());
        return order.compare(a, b) >= 0 ? a : b;
    }

    private static Label byTimeKindPreference(Label a, Label b) {
        var order = Comparator.comparing(Label::labelledAt)
                .thenComparing(Label::kind)
                .thenComparing(Label::preference);
        return order.compare(a, b) >= 0 ? a : b;
    }
}
