package io.judgefleet.aggregator.kafka;

import static io.judgefleet.aggregator.VerdictFixtures.NOON;
import static io.judgefleet.aggregator.VerdictFixtures.label;
import static io.judgefleet.aggregator.VerdictFixtures.sample;
import static io.judgefleet.aggregator.VerdictFixtures.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.aggregator.counts.Arrivals;
import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.aggregator.kafka.format.PartFormat;
import io.judgefleet.aggregator.kafka.stores.ServedCounts;
import io.judgefleet.aggregator.kafka.stores.Stores;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.aggregator.ledger.EventTime;
import io.judgefleet.aggregator.ledger.LedgerEvent;
import io.judgefleet.aggregator.slice.Slice;
import io.judgefleet.aggregator.slice.SliceSums;
import io.judgefleet.aggregator.slice.SliceTally;
import io.judgefleet.judgement.Preference;
import io.judgefleet.schemas.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That counts outlive the processor that made them. */
class LedgerKeeperTest {
    private static final Counting COUNTING = new Counting(EventTime.JUDGED, Duration.ofDays(30), true);

    @TempDir
    Path folder;

    private MockProcessorContext<Void, Void> context;

    @BeforeEach
    void openStores() {
        context = new MockProcessorContext<>(settings(), new TaskId(0, 0), folder.toFile());
        context.setCurrentStreamTimeMs(NOON.toEpochMilli());
        List<StoreBuilder<?>> stores =
                List.of(Stores.ledgers(), Stores.requests(COUNTING.horizon()), Stores.intake(), Stores.archive());
        for (var builder : stores) {
            StateStore store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
    }

    @AfterEach
    void closeStores() {
        Stores.NAMES.forEach(name -> context.getStateStore(name).close());
    }

    @Test
    void shouldCountTheSameWhenAnotherTaskBeginsWithTheLedgers() {
        var served = new ServedCounts();
        var keeper = begin(served);
        judged(keeper, sample("c1").judged(scored(9, 3), scored(3, 9)), NOON);
        labelled(keeper, "c1");
        judged(keeper, sample("c2").judged(scored(9, 3), scored(9, 3)), NOON);
        var before = windows(served);

        keeper.close();
        var other = new ServedCounts();
        begin(other);

        assertThat(served.partitions()).isEmpty();
        assertThat(windows(other)).isEqualTo(before);
    }

    @Test
    void shouldKeepAllTimeWhenVerdictsAreForgottenAndAnotherTaskBegins() {
        var served = new ServedCounts();
        var keeper = begin(served);
        judged(keeper, sample("c1").judged(scored(9, 3), scored(3, 9)), NOON);
        labelled(keeper, "c1");
        judged(keeper, sample("c2").judged(scored(9, 3), scored(3, 9)), NOON);
        var later = NOON.plus(Duration.ofDays(40));
        judged(keeper, sample("c3").at(later).judged(scored(9, 3), scored(3, 9)), later);
        var before = all(served, later);

        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(later.toEpochMilli());
        var after = all(served, later);
        keeper.close();
        var other = new ServedCounts();
        begin(other);

        assertThat(after).isEqualTo(before);
        assertThat(all(other, later)).isEqualTo(before);
        assertThat(before.values()).extracting(SliceTally::verdicts).containsExactly(3L);
    }

    private LedgerKeeper begin(ServedCounts served) {
        var keeper = new LedgerKeeper(COUNTING, new StreamParts(new Arrivals(), served, new RecordFaults()));
        keeper.init(context);
        return keeper;
    }

    private void judged(LedgerKeeper keeper, Verdict verdict, Instant time) {
        context.setCurrentStreamTimeMs(time.toEpochMilli());
        var key = verdict.subject().comparisonId().value();
        keeper.process(new Record<>(key, (LedgerEvent) COUNTING.event(key, verdict, time), time.toEpochMilli()));
    }

    private static void labelled(LedgerKeeper keeper, String comparison) {
        var label = label(comparison, "ann", Preference.FIRST);
        var key = label.comparisonId().value();
        keeper.process(new Record<>(key, (LedgerEvent) COUNTING.event(key, label), NOON.toEpochMilli()));
    }

    private static List<Map<Slice, SliceTally>> windows(ServedCounts served) {
        return Arrays.stream(Window.values())
                .map(window -> slices(served, window, NOON))
                .toList();
    }

    private static Map<Slice, SliceTally> all(ServedCounts served, Instant now) {
        return slices(served, Window.ALL, now);
    }

    /** By way of what travels between aggregators. */
    private static Map<Slice, SliceTally> slices(ServedCounts served, Window window, Instant now) {
        var panes = window.panes(now);
        var sums = new SliceSums();
        PartFormat.counts(PartFormat.toBytes(served.parts(panes)))
                .values()
                .forEach(counts -> counts.addTo(sums, panes));
        return sums.tallies();
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.putAll(Map.of("application.id", "test", "bootstrap.servers", "none:0"));
        return settings;
    }
}
