package io.judgefleet.aggregator.counts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A stretch of time up to now, moving in steps of its grain's length. */
public enum Window {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), Grain.MINUTE),
    HOUR("1h", Duration.ofHours(1), Grain.MINUTE),
    DAY("24h", Duration.ofHours(24), Grain.QUARTER_HOUR),
    ALL("all", Duration.ZERO, Grain.ALL);

    private final String word;
    private final Duration length;
    private final Grain grain;

    Window(String word, Duration length, Grain grain) {
        this.word = word;
        this.length = length;
        this.grain = grain;
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

    public Grain grain() {
        return grain;
    }

    /** The panes that it is made of; the last is the one that is running now. */
    public List<Pane> panes(Instant now) {
        var last = grain.paneAt(now);
        if (this == ALL) {
            return List.of(last);
        }
        var count = length.dividedBy(grain.length());
        return LongStream.range(0, count)
                .mapToObj(steps ->
                        new Pane(grain, last.start().minus(grain.length().multipliedBy(count - 1 - steps))))
                .toList();
    }
}
