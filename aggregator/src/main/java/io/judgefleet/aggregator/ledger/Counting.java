package io.judgefleet.aggregator.ledger;

import io.judgefleet.aggregator.slice.CountedLabel;
import io.judgefleet.aggregator.slice.CountedVerdict;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How records become words for the ledgers.
 *
 * @param horizon how long after the time by which it counts a verdict is told from its copies; where that is the time of the
 *     judgement, one that comes later is late
 * @param byQuestion whether counts are kept by question too, as the bootstrap needs it
 */
public record Counting(EventTime eventTime, Duration horizon, boolean byQuestion) {
    public Counting {
        if (horizon.isNegative() || horizon.isZero()) {
            throw new IllegalArgumentException("horizon must be positive, found " + horizon);
        }
    }

    /**
     * What a verdict says, judged by the time at which the broker took it.
     *
     * @throws UnfitRecordException when it cannot be counted
     */
    public LedgerEvent event(@Nullable String key, Verdict verdict, Instant appendedAt) {
        requireKey(verdict.subject().comparisonId(), key);
        var time = eventTime == EventTime.APPENDED ? appendedAt : verdict.judgedAt();
        if (time.isBefore(forgottenBefore(appendedAt))) {
            return new LedgerEvent.OfLateVerdict();
        }
        return new LedgerEvent.OfVerdict(
                verdict.id().value(), verdict.origin().requestId().value(), counted(verdict, time));
    }

    /**
     * What a label says.
     *
     * @throws UnfitRecordException when it cannot be counted
     */
    public LedgerEvent event(@Nullable String key, Label label) {
        requireKey(label.comparisonId(), key);
        return new LedgerEvent.OfLabel(label.annotator(), CountedLabel.of(label));
    }

    /**
     * What a record without a value says on the topic of labels.
     *
     * @param annotator whose label it withdraws; null for the labels of all
     * @throws UnfitRecordException when it does not say of which comparison
     */
    public LedgerEvent withdrawal(@Nullable String key, @Nullable String annotator) {
        if (key == null || key.isBlank()) {
            throw new UnfitRecordException("expected a comparison id as key of a record without a value, found none");
        }
        return new LedgerEvent.OfWithdrawal(Optional.ofNullable(annotator));
    }

    /** Verdicts that count before this may be forgotten. */
    public Instant forgottenBefore(Instant now) {
        return now.minus(horizon);
    }

    private static CountedVerdict counted(Verdict verdict, Instant time) {
        try {
            return CountedVerdict.of(verdict, time);
        } catch (IllegalArgumentException e) {
            throw new UnfitRecordException(e);
        }
    }

    /** A record with another key would stand in another partition than what it must be joined with. */
    private static void requireKey(ComparisonId id, @Nullable String key) {
        if (!id.value().equals(key)) {
            throw new UnfitRecordException("expected the comparison id %s as key, found %s".formatted(id, key));
        }
    }
}
