package io.judgefleet.faults.load;

import java.util.Map;

/**
 * How far the workers had committed at one moment.
 *
 * @param committed by topic and partition, as {@code judge-requests-3}
 * @param outcomeEnds where the topics of outcomes ended just afterwards, aborted records included
 */
public record CommittedOffsets(Map<String, Long> committed, Map<String, Long> outcomeEnds) {
    public CommittedOffsets {
        committed = Map.copyOf(committed);
        outcomeEnds = Map.copyOf(outcomeEnds);
    }
}
