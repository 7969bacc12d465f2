package io.judgefleet.metrics.drift;

import io.judgefleet.metrics.MeanTally;
import java.util.Optional;

/**
 * A stream under watch (metrics definition B16). The first observations of a segment are its baseline; another judge, version or
 * prompt begins a new one and is a remark, no alarm: scores of different segments cannot be compared.
 *
 * @param segment that is being watched; absent before the first observation
 * @param baseline what was learned of it
 * @param detector present as soon as the baseline is long enough
 */
public record DriftMonitor(
        Watched watched,
        int baselineLength,
        Optional<Segment> segment,
        MeanTally baseline,
        Optional<Detector> detector) {
    public static final int BASELINE_LENGTH = 200;

    /** What an observation means. */
    public enum Signal {
        /** The first observation of a segment. */
        NEW_SEGMENT,
        /** The baseline is still being learned. */
        LEARNING,
        CALM,
        /** The stream has left its baseline. The detector starts anew, so that a lasting shift alarms again and again. */
        ALARM
    }

    /** The monitor after an observation, and what the observation means. */
    public record Step(DriftMonitor monitor, Signal signal) {}

    public DriftMonitor {
        if (baselineLength < 2) {
            throw new IllegalArgumentException("baseline length must be at least 2, found " + baselineLength);
        }
    }

    public static DriftMonitor of(Watched watched) {
        return of(watched, BASELINE_LENGTH);
    }

    public static DriftMonitor of(Watched watched, int baselineLength) {
        return new DriftMonitor(watched, baselineLength, Optional.empty(), MeanTally.empty(), Optional.empty());
    }

    public Step next(Segment of, double observation) {
        if (!segment.equals(Optional.of(of))) {
            var fresh = MeanTally.empty().plus(observation);
            return new Step(
                    new DriftMonitor(watched, baselineLength, Optional.of(of), fresh, Optional.empty()),
                    Signal.NEW_SEGMENT);
        }
        return detector.map(watch -> watching(watch, observation)).orElseGet(() -> learning(observation));
    }

    private Step learning(double observation) {
        var longer = baseline.plus(observation);
        var watch = longer.n() < baselineLength ? Optional.<Detector>empty() : Optional.of(watched.detector(longer));
        return new Step(new DriftMonitor(watched, baselineLength, segment, longer, watch), Signal.LEARNING);
    }

    private Step watching(Detector watch, double observation) {
        var next = watch.next(watched.scaled(observation, baseline));
        var monitor = new DriftMonitor(
                watched, baselineLength, segment, baseline, Optional.of(next.isAlarm() ? next.restarted() : next));
        return new Step(monitor, next.isAlarm() ? Signal.ALARM : Signal.CALM);
    }
}
