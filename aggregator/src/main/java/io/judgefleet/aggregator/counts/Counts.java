package io.judgefleet.aggregator.counts;

import io.judgefleet.aggregator.slice.CovariateSums;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.aggregator.slice.ReplicateSums;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.aggregator.slice.VoteTally;
import io.judgefleet.metrics.agreement.RepetitionTally;
import io.judgefleet.metrics.drift.ScoreHistogram;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where counts are read.
 *
 * <p>Every method throws {@link CountsUnavailableException} while state is being restored or moved.
 */
public interface Counts {
    /** What became of the records that were read. */
    IntakeTally intake();

    /** The counts of every slice in the window that ends now. */
    Map<Slice, SliceTally> slices(Window window, Instant now);

    /** Annotators' single votes against what the judge said, in the window that ends now and as far as ledgers know. */
    Map<Slice, VoteTally> votes(Window window, Instant now);

    /**
     * When the counts of the window could last be read: now, or else the time for which {@link #slices} still answers, for
     * whoever would rather have old counts than none.
     */
    default Instant lastReadable(Window window, Instant now) {
        slices(window, now);
        return now;
    }

    /** The scores of every round of canaries that is remembered. */
    Map<Slice, ScoreHistogram> canaries();

    /** What judges said who were asked to repeat themselves, as far as ledgers know. */
    Map<Slice, RepetitionTally> repetitions();

    /** Adds how wins go with looks in the window that ends now, in the slices that are wanted and as far as ledgers know. */
    void addLooks(CovariateSums sums, Window window, Instant now, Predicate<Slice> isWanted);

    /** Adds what the bootstrap needs of the window that ends now, in the slices that are wanted and as far as ledgers know. */
    void addReplicates(ReplicateSums sums, Window window, Instant now, Predicate<Slice> isWanted);

    /** Which verdict answered a request last; empty if none was counted within the horizon. */
    Optional<AnsweredRequest> answered(String requestId, Instant now);
}
