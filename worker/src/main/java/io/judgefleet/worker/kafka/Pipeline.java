package io.judgefleet.worker.kafka;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.schemas.Codec;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.worker.BatchJudging;
import io.judgefleet.worker.Budget;
import io.judgefleet.worker.CrashMarker;
import io.judgefleet.worker.FairQueue;
import io.judgefleet.worker.Feed;
import io.judgefleet.worker.InFlightTable;
import io.judgefleet.worker.RequestHandler;
import io.judgefleet.worker.Scribe;
import io.judgefleet.worker.Triage;
import io.judgefleet.worker.WorkObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The worker's moving parts, assembled: records in, a judge in the middle, verdicts and dead letters out. */
public final class Pipeline implements AutoCloseable {
    private static final Duration LEAVE_TIME = Duration.ofSeconds(5);

    private final Ends ends;
    private final CrashMarker marker;
    private final Engine engine;
    private final ConsumeLoop loop;

    /**
     * A pipeline that is not yet started.
     *
     * @param marker stays its caller's to close
     */
    public Pipeline(Plan plan, Ends ends, Judging judging, CrashMarker marker, WorkObserver observer) {
        var table = new InFlightTable(plan.budget());
        var queue = new FairQueue(plan.weights());
        var feeds = new Feeds(plan.lanes());
        var handler = new RequestHandler(
                delivery -> ends.requests()
                        .decode(
                                delivery.position().topic(),
                                delivery.original().value().orElse(null)),
                judging.judge(),
                plan.triage(),
                judging.clock());
        var batches = new BatchJudging(judging.judge(), judging.scribe(), plan.triage(), judging.clock());
        var handover = new Handover(ends.consumer()::wakeup);
        this.ends = ends;
        this.marker = marker;
        this.engine = new Engine(queue, batches, marker, handover, observer, plan.batchTokens(), this::fail);
        this.loop = new ConsumeLoop(
                ends.consumer(),
                feeds,
                table,
                new Intake(
                        new DeliveryReader(feeds),
                        handler,
                        table,
                        queue,
                        marker,
                        plan.triage(),
                        observer,
                        judging.clock()),
                new Publishing(
                        table,
                        new OutcomeWriter(ends.verdicts(), judging.clock()),
                        ends.publisher(),
                        ends.consumer(),
                        marker,
                        plan.triage(),
                        observer,
                        judging.clock(),
                        plan.loop().publishAtMost()),
                engine,
                handover,
                plan.triage(),
                plan.loop());
    }

    /**
     * What is served and how.
     *
     * @param weights of the feeds in the engine's queue
     * @param batchTokens how many tokens the engine takes at once
     */
    public record Plan(
            Triage triage,
            Set<Lane> lanes,
            Budget budget,
            Map<Feed, Integer> weights,
            int batchTokens,
            LoopSettings loop) {
        public Plan {
            lanes = Set.copyOf(lanes);
            weights = Map.copyOf(weights);
        }
    }

    /**
     * The ends that lie in Kafka and the registry.
     *
     * @param producers makes producers of one transactional id
     */
    public record Ends(
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            Codec<JudgeRequest> requests,
            Codec<Verdict> verdicts) {
        Publisher publisher() {
            return new Publisher(producers);
        }
    }

    /** The judge, and who writes down what it said. */
    public record Judging(Judge judge, Scribe scribe, InstantSource clock) {}

    public void start() {
        engine.start();
        loop.start();
    }

    /** The latest picture of the loop; readable from any thread. */
    public LoopState state() {
        return loop.state();
    }

    /** How long the engine has been at its batch, if it is at one. */
    public Optional<Duration> inferring() {
        return engine.running().map(Engine.Batch::age);
    }

    /** Whether the engine's thread has ended. */
    public boolean isIdle() {
        return engine.isIdle();
    }

    /** Completes when the group has taken the worker in, or with the fault that prevented it. */
    public CompletableFuture<Void> joined() {
        return loop.joined();
    }

    /** Completes when the loop ended, with whether nothing was left in flight, or with the fault that ended it. */
    public CompletableFuture<Boolean> ended() {
        return loop.ended();
    }

    /** Stops taking requests, finishes what is in flight and leaves the group; says whether that was done in time. */
    public boolean drain(Duration grace) throws InterruptedException {
        loop.drain();
        try {
            return loop.ended().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Ends at once; what is in flight stays with the broker. */
    @Override
    public void close() {
        loop.stop();
        boolean hasStopped;
        try {
            loop.join(LEAVE_TIME);
            hasStopped = engine.stop(LEAVE_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hasStopped = false;
        }
        if (!hasStopped) {
            marker.retire();
        }
        ends.requests().close();
        ends.verdicts().close();
    }

    private void fail(Throwable fault) {
        loop.fail(fault);
    }
}
