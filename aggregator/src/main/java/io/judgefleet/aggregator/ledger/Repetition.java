package io.judgefleet.aggregator.ledger;

import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.judgement.PassReading;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.metrics.agreement.Repeats;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one judge said of one comparison, shown in one order, when it was asked again and again (metrics definition B3).
 *
 * @param slice of the first judgement
 */
public record Repetition(Slice slice, Repeats repeats) {
    /** One for each judge that was asked to repeat itself, and each order. */
    public static List<Repetition> of(Collection<CountedVerdict> verdicts) {
        var repeated = verdicts.stream()
                .map(verdict -> verdict.content().slice())
                .filter(slice -> slice.isRepeat() && slice.arm().isEmpty())
                .map(Slice::ofFirst)
                .distinct()
                .toList();
        return repeated.stream()
                .flatMap(slice -> Arrays.stream(PresentationOrder.values())
                        .map(order -> new Repetition(slice, repeats(readings(verdicts, slice, order)))))
                .filter(repetition -> !repetition.repeats.equals(new Repeats(0, 0, 0, 0)))
                .toList();
    }

    private static Stream<PassReading> readings(
            Collection<CountedVerdict> verdicts, Slice slice, PresentationOrder order) {
        return verdicts.stream()
                .filter(verdict -> verdict.content().slice().ofFirst().equals(slice))
                .map(verdict -> verdict.content().passes().reading(order));
    }

    private static Repeats repeats(Stream<PassReading> readings) {
        var counts = new TreeMap<PassReading, Long>();
        readings.forEach(reading -> counts.merge(reading, 1L, Long::sum));
        return new Repeats(
                counts.getOrDefault(PassReading.FIRST, 0L),
                counts.getOrDefault(PassReading.TIE, 0L),
                counts.getOrDefault(PassReading.SECOND, 0L),
                counts.getOrDefault(PassReading.UNSCORED, 0L));
    }
}
