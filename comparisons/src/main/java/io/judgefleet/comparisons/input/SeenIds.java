package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Digest;
import io.judgefleet.comparisons.json.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where each comparison id stood first; ids are kept as digests, so that a long one costs no more than a short one. */
public final class SeenIds {
    private final Map<Digest128, Position> positions = new HashMap<>();

    /** Notes an id, unless it stands elsewhere already: then that position. */
    Optional<Position> note(ComparisonId id, Position position) {
        return Optional.ofNullable(positions.putIfAbsent(Digest128.of(id), position));
    }

    /** A digest in two words instead of 32 characters. */
    private record Digest128(long high, long low) {
        static Digest128 of(ComparisonId id) {
            var hex = Digest.of(id.value());
            return new Digest128(
                    Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
        }
    }
}
