package io.judgefleet.worker.engine;

import static io.judgefleet.worker.WorkerFixtures.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue queue = new FairQueue(Map.of(Feed.LIVE, 8, Feed.BULK, 2, Feed.RETRY, 1));

    @Test
    void shouldFillABatchUpToTheTokens() throws Exception {
        add(Feed.LIVE, "a", 1, 2, 3, 4);

        assertThat(taken(250)).containsExactly(1L, 2L);
        assertThat(taken(300)).containsExactly(3L, 4L);
    }

    @Test
    void shouldTakeOneRecordThatIsLargerThanTheTokens() throws Exception {
        add(Feed.LIVE, "a", 1, 2);

        assertThat(taken(10)).containsExactly(1L);
    }

    @Test
    void shouldServeLiveWithinOneBatchWhenABacklogOfBulkWaits() throws Exception {
        for (int i = 0; i < 1000; i++) {
            add(Feed.BULK, "b", 1000 + i);
        }
        taken(1000);
        add(Feed.LIVE, "a", 1, 2, 3);

        assertThat(taken(1000)).contains(1L, 2L, 3L);
    }

    @Test
    void shouldLeaveBulkItsShareWhenLiveIsBusy() throws Exception {
        for (int i = 0; i < 1000; i++) {
            add(Feed.LIVE, "a", i);
            add(Feed.BULK, "b", 1000 + i);
        }

        var taken = new ArrayList<Long>();
        for (int i = 0; i < 50; i++) {
            taken.addAll(taken(1000));
        }

        assertThat(taken.stream().filter(offset -> offset >= 1000)).hasSize(100); // two of ten in five hundred
    }

    @Test
    void shouldTakeTurnsAmongTenants() throws Exception {
        add(Feed.LIVE, "many", 1, 2, 3, 4, 5, 6);
        add(Feed.LIVE, "few", 11, 12);

        assertThat(taken(500)).containsExactly(1L, 11L, 2L, 12L, 3L);
    }

    @Test
    void shouldGiveASuspectAlone() throws Exception {
        add(Feed.LIVE, "a", 1, 2, 3);

        assertThat(offsets(queue.take(1000, FairQueueTest::isSecond))).containsExactly(1L);
        assertThat(offsets(queue.take(1000, FairQueueTest::isSecond))).containsExactly(2L);
        assertThat(offsets(queue.take(1000, FairQueueTest::isSecond))).containsExactly(3L);
    }

    @Test
    void shouldPassOverCancelledWork() throws Exception {
        var cancelled = work(Feed.LIVE, 1, "a", 100);
        queue.add(cancelled);
        add(Feed.LIVE, "a", 2);

        cancelled.entry().cancel();

        assertThat(taken(1000)).containsExactly(2L);
    }

    @Test
    void shouldEndTheWaitWhenClosed() throws Exception {
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(1000, work -> false);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        queue.close();

        assertThat(waiting.get()).isEmpty();
    }

    private void add(Feed feed, String tenant, long... offsets) {
        for (long offset : offsets) {
            queue.add(work(feed, offset, tenant, 100));
        }
    }

    private List<Long> taken(int tokens) throws InterruptedException {
        return offsets(queue.take(tokens, work -> false));
    }

    private static boolean isSecond(Work work) {
        return work.entry().delivery().position().offset() == 2;
    }

    private static List<Long> offsets(List<Work> batch) {
        return batch.stream()
                .map(work -> work.entry().delivery().position().offset())
                .toList();
    }
}
