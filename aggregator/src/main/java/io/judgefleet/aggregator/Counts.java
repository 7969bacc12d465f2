package io.judgefleet.aggregator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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

    /** Which verdict answered a request last; empty if none was counted within the horizon. */
    Optional<AnsweredRequest> answered(String requestId, Instant now);
}
