package io.judgefleet.aggregator.kafka;

import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.wire.Codec;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** A leaderboard as the largest record that its topic takes: of a board with too many models first the matrix is cut, then the rows. */
final class LeaderboardFit {
    /** Two tables of more numbers than this squared fill a record with nothing else in it. */
    private static final int MOST_MODELS = 724;

    private final Codec<Leaderboard> codec;

    LeaderboardFit(Codec<Leaderboard> codec) {
        this.codec = codec;
    }

    /** The board without the rows and cells that do not fit into a record. */
    static Leaderboard bounded(Leaderboard board) {
        return board.cut(board.rows().size(), MOST_MODELS);
    }

    /** @throws RecordTooLargeException when not even a board without rows fits */
    byte[] encode(String topic, Leaderboard board) {
        var rows = board.rows().size();
        var models = board.matrix().models().size();
        if (models <= MOST_MODELS) {
            var whole = tried(topic, board);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        return largest(Math.min(models, MOST_MODELS), kept -> tried(topic, board.cut(rows, kept)))
                .or(() -> largest(rows, kept -> tried(topic, board.cut(kept, 0))))
                .orElseGet(() -> codec.encode(topic, board.cut(0, 0)));
    }

    /** What comes of the largest number that something comes of, by halving. */
    private static Optional<byte[]> largest(int most, IntFunction<Optional<byte[]>> attempt) {
        var best = attempt.apply(0);
        var low = 0;
        var high = best.isPresent() ? most : 0;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            var bytes = attempt.apply(middle);
            if (bytes.isPresent()) {
                best = bytes;
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return best;
    }

    private Optional<byte[]> tried(String topic, Leaderboard board) {
        try {
            return Optional.of(codec.encode(topic, board));
        } catch (RecordTooLargeException e) {
            return Optional.empty();
        }
    }
}
