package io.judgefleet.aggregator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Resolution;
import io.judgefleet.judgement.WeightsOrigin;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.Interval;
import io.judgefleet.metrics.IntervalMethod;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.figures.FigureScope;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.LeaderboardRow;
import io.judgefleet.schemas.figures.WinMatrix;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderboardFitTest {
    private static final String TOPIC = Topics.LEADERBOARDS.name();

    private final Codec<Leaderboard> codec =
            Codec.leaderboards(Map.of("schema.registry.url", "mock://fit", "auto.register.schemas", "true"));

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void shouldKeepBoardWholeWhenItFits() {
        assertThat(read(board(200))).isEqualTo(board(200));
    }

    @Test
    void shouldCutMatrixAndKeepTheFirstModelsWhenBoardIsTooLarge() {
        var board = board(700);

        var read = read(board);

        assertThat(read.rows()).isEqualTo(board.rows());
        assertThat(read.omittedRows()).isZero();
        assertThat(read.matrix().models())
                .hasSizeBetween(400, 699)
                .isEqualTo(board.matrix()
                        .models()
                        .subList(0, read.matrix().models().size()));
    }

    @Test
    void shouldKeepAllRowsAndCutTheMatrixWhenModelsAreTwoThousand() {
        var board = LeaderboardFit.bounded(board(2_000));

        var read = read(board);

        assertThat(read.rows()).isEqualTo(board.rows());
        assertThat(read.omittedRows()).isZero();
        assertThat(read.matrix().models()).hasSizeBetween(300, 724);
    }

    @Test
    void shouldSayHowManyRowsAreLeftOutWhenTheyAreTooLargeWithoutMatrix() {
        var read = read(board(20_000));

        assertThat(read.rows()).hasSizeGreaterThan(2_000);
        assertThat(read.rows().size() + read.omittedRows()).isEqualTo(20_000);
        assertThat(read.matrix().models()).isEmpty();
    }

    private Leaderboard read(Leaderboard board) {
        var bytes = new LeaderboardFit(codec).encode(TOPIC, board);
        assertThat(bytes).hasSizeLessThanOrEqualTo(Limits.MAX_VALUE_BYTES);
        return codec.decode(TOPIC, bytes) instanceof Decoded.Readable<Leaderboard>(var read) ? read : board(0);
    }

    /** Of which only so much of the matrix is made as is ever looked at. */
    private static Leaderboard board(int models) {
        var scope = new FigureScope(
                new JudgeVersion("tiny", "f1", WeightsOrigin.TRAINED),
                JudgingMode.PAIR,
                "all",
                Policy.STRICT,
                Resolution.AGREE_OR_TIE);
        var rows = IntStream.range(0, models).mapToObj(LeaderboardFitTest::row).toList();
        var names = rows.stream().map(LeaderboardRow::model).limit(1_000).toList();
        var table = Collections.nCopies(names.size(), Collections.nCopies(names.size(), 0L));
        return new Leaderboard(scope, models, 1, rows, new WinMatrix(names, table, table));
    }

    private static LeaderboardRow row(int number) {
        var share = Figure.share("B10.win-rate", Policy.STRICT, "wins", 7, 12);
        var rating = Figure.of("B14.bradley-terry", Policy.STRICT, Map.of("n", 12L), 1000 - number)
                .withInterval(new Interval(900, 1100, 0.95, IntervalMethod.NORMAL));
        return new LeaderboardRow(
                "model-" + number,
                1,
                new LeaderboardRow.Place(1, 1, number + 1),
                12,
                Map.of("rating", rating, "winRate", share, "consistency", share, "agreement", share));
    }
}
