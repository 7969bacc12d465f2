package io.judgefleet.aggregator.counts;

import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.schemas.JudgeVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * One name for each judge. A judge is its fingerprint; the name is for people, and two workers may call one judge differently. It
 * then has the first of its names in alphabetical order, so that every reader sees the same, and its weights count as random
 * where any worker says so.
 */
public final class JudgeNames {
    private static final Comparator<WeightsOrigin> TELLING =
            Comparator.comparing((WeightsOrigin origin) -> switch (origin) {
                case UNSTATED -> 0;
                case TRAINED -> 1;
                case RANDOM -> 2;
            });

    private final Map<String, JudgeVersion> byFingerprint = new HashMap<>();
    private boolean hasSeveral;

    private JudgeNames() {}

    /** The names of all judges that these partitions know. */
    public static JudgeNames of(Collection<PartitionCounts> partitions) {
        var names = new JudgeNames();
        partitions.forEach(partition -> partition.judges().forEach(names::add));
        return names;
    }

    /** The slice under the one name of its judge. */
    public Slice named(Slice slice) {
        if (!hasSeveral) {
            return slice;
        }
        return slice.of(byFingerprint.getOrDefault(slice.judge().fingerprint(), slice.judge()));
    }

    /** The values of slices under the one name of their judge. */
    public <V> Map<Slice, V> named(Map<Slice, V> bySlice, BinaryOperator<V> sum) {
        if (!hasSeveral) {
            return bySlice;
        }
        var named = new HashMap<Slice, V>();
        bySlice.forEach((slice, value) -> named.merge(named(slice), value, sum));
        return named;
    }

    private void add(JudgeVersion judge) {
        var known = byFingerprint.putIfAbsent(judge.fingerprint(), judge);
        if (known != null && !known.equals(judge)) {
            hasSeveral = true;
            byFingerprint.put(judge.fingerprint(), both(known, judge));
        }
    }

    private static JudgeVersion both(JudgeVersion one, JudgeVersion other) {
        return new JudgeVersion(
                one.name().compareTo(other.name()) <= 0 ? one.name() : other.name(),
                one.fingerprint(),
                TELLING.compare(one.weightsOrigin(), other.weightsOrigin()) >= 0
                        ? one.weightsOrigin()
                        : other.weightsOrigin());
    }
}
