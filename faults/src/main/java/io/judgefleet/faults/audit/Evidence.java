package io.judgefleet.faults.audit;

import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.load.Acknowledged;
import io.judgefleet.faults.load.CommittedOffsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that an audit looks at: what the topics hold at rest, and the histories of the run. */
public record Evidence(Rules rules, Topics topics, Histories histories, Optional<Counted> counted) {
    /** What the topics hold, in the order of each partition, and how far the workers committed. */
    public record Topics(List<Delivered> deliveries, List<Outcome> outcomes, Map<String, Long> committed) {
        public Topics {
            deliveries = List.copyOf(deliveries);
            outcomes = List.copyOf(outcomes);
            committed = Map.copyOf(committed);
        }
    }

    /** What was written down during the run. */
    public record Histories(
            List<Acknowledged> acknowledged,
            List<CommittedOffsets> committed,
            Map<Position, Instant> seen,
            List<InjectedFault> faults) {
        public Histories {
            acknowledged = List.copyOf(acknowledged);
            committed = List.copyOf(committed);
            seen = Map.copyOf(seen);
            faults = List.copyOf(faults);
        }

        public static Histories none() {
            return new Histories(List.of(), List.of(), Map.of(), List.of());
        }
    }

    /** Whether a delivery is to be skipped: it names a profile that these workers do not serve. */
    boolean isSkipped(Delivered delivered) {
        return delivered
                .profile()
                .filter(profile -> !profile.equals(rules.judgeProfile()))
                .isPresent();
    }
}
