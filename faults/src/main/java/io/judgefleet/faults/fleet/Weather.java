package io.judgefleet.faults.fleet;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What a network does to the connections through a proxy. */
public sealed interface Weather {
    Weather CLEAR = new Clear();
    Weather CUT = new Cut();

    /** Nothing. */
    record Clear() implements Weather {}

    /** Connections are reset, new ones too. */
    record Cut() implements Weather {}

    /** Bytes arrive late. */
    record Slow(Duration delay) implements Weather {}

    /** Connections stay open, and bytes of some directions wait until the weather changes: half-open. */
    record Silent(Set<Direction> directions) implements Weather {
        public Silent {
            directions = Set.copyOf(directions);
        }

        public static Silent both() {
            return new Silent(EnumSet.allOf(Direction.class));
        }
    }
}
