package io.judgefleet.metrics.bias;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Preference;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Tally;
import io.judgefleet.metrics.agreement.AgreementTally;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/**
 * Format bias: how well a judge agrees with labels when it is asked for the same comparisons in several formats, such as with
 * and without reference, scores only and with explanation (metrics definition B6; JudgeLM section 4).
 *
 * @param complete by format, comparisons that have scores in every format
 * @param partial by format, comparisons that lack scores in some format
 */
public record FormatTally(SortedMap<String, AgreementTally> complete, SortedMap<String, AgreementTally> partial)
        implements Tally<FormatTally> {
    public FormatTally {
        complete = Collections.unmodifiableSortedMap(new TreeMap<>(complete));
        partial = Collections.unmodifiableSortedMap(new TreeMap<>(partial));
    }

    public static FormatTally of(Set<String> formats) {
        var none = new TreeMap<String, AgreementTally>();
        formats.forEach(format -> none.put(format, AgreementTally.empty()));
        return new FormatTally(none, none);
    }

    /** Counts what the judge said of one comparison in every format; where a format is missing, nothing is counted. */
    public FormatTally plus(Preference label, Map<String, Reading> readings) {
        return isWhole(readings) ? merge(of(label, readings)) : this;
    }

    public FormatTally minus(Preference label, Map<String, Reading> readings) {
        return isWhole(readings) ? without(of(label, readings)) : this;
    }

    @Override
    public FormatTally merge(FormatTally other) {
        return new FormatTally(
                combine(complete, other.complete, AgreementTally::merge),
                combine(partial, other.partial, AgreementTally::merge));
    }

    @Override
    public FormatTally without(FormatTally other) {
        return new FormatTally(
                combine(complete, other.complete, AgreementTally::without),
                combine(partial, other.partial, AgreementTally::without));
    }

    /** The agreement in one format, over the same comparisons as in every other. */
    public Figure agreement(String format, Policy policy) {
        return under(format, policy).confusion(policy).agreement();
    }

    /** The best format's agreement less the worst one's. As a difference of extremes it has no simple interval. */
    public Figure formatBias(Policy policy) {
        return gap(
                "B6.format-bias",
                policy,
                policy,
                format -> under(format, policy).confusion(policy).cells().diagonal());
    }

    /** The share of comparisons with scores in the best-parsed format less that in the worst. */
    public Figure parseGap() {
        return gap(
                "B6.parse-gap",
                Policy.WRONG,
                Policy.WRONG,
                format -> under(format, Policy.WRONG).confusion(Policy.STRICT).n());
    }

    private Figure gap(String definition, Policy policy, Policy denominator, ToLongFunction<String> part) {
        var n = complete.isEmpty()
                ? 0
                : under(complete.firstKey(), denominator).confusion(denominator).n();
        var most = complete.keySet().stream().mapToLong(part).max().orElse(0);
        var least = complete.keySet().stream().mapToLong(part).min().orElse(0);
        var counts = Map.of("most", most, "least", least, "formats", (long) complete.size(), "n", n);
        return n == 0
                ? Figure.absent(definition, policy, counts, Absence.NO_DATA)
                : Figure.of(definition, policy, counts, (double) (most - least) / n);
    }

    /** Dropping a comparison in one format only would compare formats on different comparisons. */
    private AgreementTally under(String format, Policy policy) {
        var scored = complete.getOrDefault(format, AgreementTally.empty());
        return policy == Policy.STRICT ? scored : scored.merge(partial.getOrDefault(format, AgreementTally.empty()));
    }

    private boolean isWhole(Map<String, Reading> readings) {
        return readings.keySet().equals(complete.keySet()) && !readings.containsValue(Reading.ABSENT);
    }

    private FormatTally of(Preference label, Map<String, Reading> readings) {
        var counted = new HashMap<String, AgreementTally>();
        readings.forEach(
                (format, reading) -> counted.put(format, AgreementTally.empty().plus(label, reading)));
        var none = of(readings.keySet());
        var scored = readings.values().stream().allMatch(Reading::isScored);
        return scored
                ? new FormatTally(new TreeMap<>(counted), none.partial)
                : new FormatTally(none.complete, new TreeMap<>(counted));
    }

    private static SortedMap<String, AgreementTally> combine(
            SortedMap<String, AgreementTally> one,
            SortedMap<String, AgreementTally> other,
            BinaryOperator<AgreementTally> operation) {
        if (!one.keySet().equals(other.keySet())) {
            throw new IllegalArgumentException(
                    "expected tallies of the same formats, found %s and %s".formatted(one.keySet(), other.keySet()));
        }
        var combined = new TreeMap<>(one);
        other.forEach((format, tally) -> combined.merge(format, tally, operation));
        return combined;
    }
}
