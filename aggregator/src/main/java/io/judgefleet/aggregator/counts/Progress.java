package io.judgefleet.aggregator.counts;

import java.time.Instant;
import java.util.Optional;

/** How the reading of verdicts and labels fares. */
public interface Progress {
    /** Whether counts can be read, and if not, why. */
    enum State {
        STARTING,
        /** State is being restored, or partitions move between aggregators. */
        RESTORING,
        RUNNING,
        STOPPING,
        FAILED
    }

    State state();

    /** Consumer group and beginning of the changelog topics' names. */
    String applicationId();

    /** Records that this process could not read, since its start. */
    long deadLetters();

    /** Open dead letters of the whole fleet. */
    DeadLetterCounts deadLettersByTopic();

    /** Stream threads that ended by a fault, since the start of this process. */
    long threadDeaths();

    /** When the last of them ended; empty where none has. */
    Optional<Instant> lastThreadDeathAt();

    /** How many records of verdicts and labels are known to wait. */
    long lag();

    /** When the newest verdict came that was read since the start of this process. */
    Optional<Instant> lastVerdictAt();

    /** Whether this is the one of several aggregators that writes figures and alerts for all of them. */
    boolean isPublisher();

    /** The topology, as text. */
    String describe();
}
