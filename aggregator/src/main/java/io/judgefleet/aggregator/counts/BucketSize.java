package io.judgefleet.aggregator.counts;

import io.judgefleet.judgement.Coded;
import io.judgefleet.judgement.Codes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long the panes are that windows are put together from. */
public enum BucketSize implements Coded {
    /** One pane for all time. */
    ALL(0, Duration.ZERO, Duration.ZERO),
    MINUTE(1, Duration.ofMinutes(1), Duration.ofHours(2)),
    QUARTER_HOUR(2, Duration.ofMinutes(15), Duration.ofHours(26));

    /** The constants by their codes. */
    public static final Codes<BucketSize> CODES = Codes.of(BucketSize.class);

    private final int code;
    private final Duration length;
    private final Duration retention;

    BucketSize(int code, Duration length, Duration retention) {
        this.code = code;
        this.length = length;
        this.retention = retention;
    }

    @Override
    public int code() {
        return code;
    }

    public Duration length() {
        return length;
    }

    /** The pane of this grain in which a time falls. */
    public Pane paneAt(Instant time) {
        return new Pane(this, this == ALL ? Instant.EPOCH : floor(time));
    }

    /** Panes that begin before this are kept no longer; empty where all are kept for ever. */
    public Optional<Instant> keptSince(Instant now) {
        return this == ALL ? Optional.empty() : Optional.of(floor(now.minus(retention)));
    }

    private Instant floor(Instant time) {
        var millis = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
    }
}
