package io.judgefleet.worker.delivery;

import static io.judgefleet.worker.WorkerFixtures.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.worker.delivery.Outcome.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTableTest {
    private static final Outcome DONE = new Skip("test");
    private static final PartitionId LIVE_0 = new PartitionId("live", 0);
    private static final PartitionId LIVE_1 = new PartitionId("live", 1);

    private final InFlightTable table = new InFlightTable(new Budget(8000), WorkObserver.NONE);

    @Test
    void shouldPublishOnlyWhatStandsBeforeTheFirstUnfinishedRecord() {
        var first = table.admit(delivery(0, 5));
        table.admit(delivery(0, 7));
        var third = table.admit(delivery(0, 9));
        var other = table.admit(delivery(1, 3));

        table.finish(first, DONE);
        table.finish(third, DONE);
        table.finish(other, DONE);

        var publication = table.publication(100);
        assertThat(publication.finished()).containsExactly(first, other);
        assertThat(publication.nextOffsets()).isEqualTo(Map.of(LIVE_0, 6L, LIVE_1, 4L));
    }

    @Test
    void shouldKeepOutcomesUntilTheyAreSettled() {
        var entry = table.admit(delivery(0, 5));
        table.finish(entry, DONE);

        var failed = table.publication(100);
        var again = table.publication(100);
        table.settle(again.nextOffsets());

        assertThat(again).isEqualTo(failed);
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.publication(100).isEmpty()).isTrue();
        assertThat(table.recordCounts()).isEqualTo(new RecordCounts(1, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void shouldDropOutcomesOfPartitionsThatWentAway() {
        var lost = table.admit(delivery(0, 5));
        table.giveBack(List.of(LIVE_0));
        var again = table.admit(delivery(0, 5));

        table.finish(lost, DONE);

        assertThat(lost.isCancelled()).isTrue();
        assertThat(again.isFinished()).isFalse();
        assertThat(table.publication(100).isEmpty()).isTrue();
        assertThat(table.recordCounts()).isEqualTo(new RecordCounts(2, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void shouldLetTheFirstOutcomeStandWhenALaterOneComes() {
        var entry = table.admit(delivery(0, 5));
        table.finish(entry, DONE);

        table.finish(entry, new Skip("later"));

        assertThat(entry.outcome()).contains(DONE);
    }

    @Test
    void shouldHaveNoRoomWhenTheTokensOfAFeedAreSpent() {
        int admitted = 0;
        for (; table.hasRoom(Feed.LIVE); admitted++) {
            table.admit(delivery(0, admitted));
        }

        assertThat(admitted).isEqualTo(13); // of 320 tokens each, into half of 8000
        assertThat(table.hasRoom(Feed.BULK)).isTrue();
    }

    @Test
    void shouldCountExactTokensOnceTheyAreKnown() {
        var entry = table.admit(delivery(0, 5));

        table.weigh(entry, 4000);
        var full = table.hasRoom(Feed.LIVE);
        table.finish(entry, DONE);
        table.settle(Map.of(LIVE_0, 6L));

        assertThat(full).isFalse();
        assertThat(table.tokens(Feed.LIVE)).isZero();
    }

    @Test
    void shouldAdmitARecordThatIsLargerThanTheBudgetWhenNothingElseIsInFlight() {
        var small = new InFlightTable(new Budget(8), WorkObserver.NONE);

        assertThat(small.hasRoom(Feed.LIVE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldConserveRecordsAndNeverSkipAnOffsetUnderAnyOrderOfEvents(int seed) {
        var random = new Random(seed);
        var live = new ArrayList<InFlight>();
        var next = new long[3];
        var committed = new long[3];
        for (int step = 0; step < 3000; step++) {
            int partition = random.nextInt(3);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> live.add(table.admit(delivery(partition, next[partition]++)));
                case 3, 4, 5 -> finishAny(live, random);
                case 6 -> commit(committed, random.nextBoolean());
                default -> {
                    if (random.nextInt(20) == 0) {
                        table.giveBack(List.of(new PartitionId("live", partition)));
                        next[partition] = committed[partition];
                    }
                }
            }
            assertThat(table.recordCounts()).matches(RecordCounts::isConserved);
        }

        while (!live.isEmpty()) {
            finishAny(live, random);
        }
        commit(committed, true);
        assertThat(committed).isEqualTo(next);
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.tokens(Feed.LIVE)).isZero();
        assertThat(table.recordCounts().skipped()).isEqualTo(next[0] + next[1] + next[2]);
    }

    private void finishAny(List<InFlight> live, Random random) {
        if (!live.isEmpty()) {
            table.finish(live.remove(random.nextInt(live.size())), DONE);
        }
    }

    private void commit(long[] committed, boolean succeeds) {
        var publication = table.publication(1_000_000);
        if (succeeds) {
            publication.nextOffsets().forEach((partition, offset) -> committed[partition.number()] = offset);
            table.settle(publication.nextOffsets());
        }
    }
}
