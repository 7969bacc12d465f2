package io.judgefleet.aggregator.figures;

import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.schemas.JudgeVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What queries can be narrowed to: all that was ever counted. */
public record Choices(List<JudgeVersion> judges, List<String> datasets, List<String> categories) {
    static Choices of(Collection<Slice> slices) {
        return new Choices(
                slices.stream()
                        .map(Slice::judge)
                        .distinct()
                        .sorted(Comparator.comparing(JudgeVersion::name).thenComparing(JudgeVersion::fingerprint))
                        .toList(),
                distinct(slices, Slice::dataset),
                distinct(slices, Slice::category));
    }

    private static List<String> distinct(Collection<Slice> slices, Function<Slice, String> part) {
        return slices.stream().map(part).distinct().sorted().toList();
    }
}
