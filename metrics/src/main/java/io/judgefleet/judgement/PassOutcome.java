package io.judgefleet.judgement;

import java.util.Optional;

/**
 * What came of one pass, in the order in which the judge saw the answers (metrics definition B0).
 *
 * <p>Only {@link Scored} and {@link Truncated} say who won; no other state is ever read as a tie or a loss except under a
 * {@link Policy} that says so.
 */
public sealed interface PassOutcome {
    /** The judge wrote two scores. */
    record Scored(ScorePair scores) implements PassOutcome {}

    /** The judge wrote two scores about a prompt that had to be shortened to fit its window. */
    record Truncated(ScorePair scores) implements PassOutcome {}

    /** The judge wrote something that is no score pair. */
    record Unparsable(String reason) implements PassOutcome {}

    /** The judge declined to judge. */
    record Refused(String reason) implements PassOutcome {}

    /** The engine failed on this pass. */
    record Failed(String reason) implements PassOutcome {}

    /** The pass ran past its deadline. */
    record TimedOut(String reason) implements PassOutcome {}

    /** The two scores, where the judge wrote any. */
    default Optional<ScorePair> scorePair() {
        return switch (this) {
            case Scored(var scores) -> Optional.of(scores);
            case Truncated(var scores) -> Optional.of(scores);
            case Unparsable ignored -> Optional.empty();
            case Refused ignored -> Optional.empty();
            case Failed ignored -> Optional.empty();
            case TimedOut ignored -> Optional.empty();
        };
    }
}
