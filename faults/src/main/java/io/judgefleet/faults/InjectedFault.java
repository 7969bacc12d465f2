package io.judgefleet.faults;

import java.time.Instant;
import java.util.Optional;

/**
 * A fault as it was carried out.
 *
 * @param target the struck one's name
 * @param from when it began
 * @param to when it was healed
 * @param result what was seen of it, where that is checked; see the constants
 */
public record InjectedFault(FaultKind kind, String target, Instant from, Instant to, Optional<String> result) {
    /** A frozen worker had lost its membership before it woke. */
    public static final String EVICTED = "evicted";

    /** A frozen worker was still a member when it woke. */
    public static final String KEPT = "kept";

    /** A worker had to be killed after SIGTERM. */
    public static final String NO_EXIT = "no exit";

    /** What a worker's exit status was after SIGTERM. */
    public static String exit(int status) {
        return "exit " + status;
    }
}
