package io.judgefleet.aggregator.counts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A stretch of time up to now, moving in steps of its grain's length. */
public enum Window {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), BucketSize.MINUTE),
    HOUR("1h", Duration.ofHours(1), BucketSize.MINUTE),
    DAY("24h", Duration.ofHours(24), BucketSize.QUARTER_HOUR),
    ALL("all", Duration.ZERO, BucketSize.ALL);

    private final String word;
    private final Duration length;
    private final BucketSize bucketSize;

    Window(String word, Duration length, BucketSize bucketSize) {
        this.word = word;
        this.length = length;
        this.bucketSize = bucketSize;
    }

    public static Optional<Window> parse(String word) {
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst();
    }

    /** The word by which people ask for it. */
    public String word() {
        return word;
    }

    public BucketSize bucketSize() {
        return bucketSize;
    }

    /** The panes that it is made of; the last is the one that is running now. */
    public List<Pane> panes(Instant now) {
        var last = bucketSize.paneAt(now);
        if (this == ALL) {
            return List.of(last);
        }
        var count = length.dividedBy(bucketSize.length());
        return LongStream.range(0, count)
                .mapToObj(steps -> new Pane(
                        bucketSize, last.start().minus(bucketSize.length().multipliedBy(count - 1 - steps))))
                .toList();
    }
}
