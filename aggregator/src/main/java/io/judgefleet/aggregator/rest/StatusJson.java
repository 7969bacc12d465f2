package io.judgefleet.aggregator.rest;

import static io.judgefleet.aggregator.slice.IntakeTally.Kind.COMPARISON_JUDGED;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.COMPARISON_LABELLED;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.LABEL_COUNTED;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.LABEL_DUPLICATE;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.LABEL_REPLACED;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.LABEL_WITHDRAWAL;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.VERDICT_COUNTED;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.VERDICT_DUPLICATE;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.VERDICT_LATE;
import static io.judgefleet.aggregator.slice.IntakeTally.Kind.VERDICT_REPLACED;

import io.judgefleet.aggregator.counts.DeadLetterCounts;
import io.judgefleet.aggregator.slice.IntakeTally;
import java.time.Instant;
import java.util.Optional;

/** Is the aggregator ready, and what has it read. */
record StatusJson(
        String state,
        boolean ready,
        String applicationId,
        Optional<Verdicts> verdicts,
        Optional<Labels> labels,
        Optional<Comparisons> comparisons,
        long deadLetters,
        DeadLetterCounts deadLettersBy,
        long lag,
        Optional<Instant> lastVerdictAt,
        Instant now) {
    /** What became of verdicts: read is the sum of the rest. */
    record Verdicts(long read, long counted, long duplicates, long replaced, long late) {
        static Verdicts of(IntakeTally intake) {
            return new Verdicts(
                    intake.count(VERDICT_COUNTED, VERDICT_DUPLICATE, VERDICT_REPLACED, VERDICT_LATE),
                    intake.count(VERDICT_COUNTED),
                    intake.count(VERDICT_DUPLICATE),
                    intake.count(VERDICT_REPLACED),
                    intake.count(VERDICT_LATE));
        }
    }

    /** What became of labels: read is the sum of the rest. */
    record Labels(long read, long counted, long duplicates, long replaced, long withdrawals) {
        static Labels of(IntakeTally intake) {
            return new Labels(
                    intake.count(LABEL_COUNTED, LABEL_DUPLICATE, LABEL_REPLACED, LABEL_WITHDRAWAL),
                    intake.count(LABEL_COUNTED),
                    intake.count(LABEL_DUPLICATE),
                    intake.count(LABEL_REPLACED),
                    intake.count(LABEL_WITHDRAWAL));
        }
    }

    /** Comparisons with at least one verdict, and with at least one label. */
    record Comparisons(long judged, long labelled) {
        static Comparisons of(IntakeTally intake) {
            return new Comparisons(intake.count(COMPARISON_JUDGED), intake.count(COMPARISON_LABELLED));
        }
    }
}
