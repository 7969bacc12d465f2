package io.judgefleet.worker.kafka;

import io.judgefleet.judgelm.Judge;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.delivery.Budget;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.RequestHandler;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.BatchJudging;
import io.judgefleet.worker.engine.CrashMarker;
import io.judgefleet.worker.engine.Engine;
import io.judgefleet.worker.engine.FairQueue;
import io.judgefleet.worker.engine.InferenceTimeout;
import io.judgefleet.worker.engine.OutcomeQueue;
import io.judgefleet.worker.engine.VerdictFactory;
import io.judgefleet.worker.kafka.publishing.OutcomeWriter;
import io.judgefleet.worker.kafka.publishing.Publisher;
import io.judgefleet.worker.kafka.publishing.Publishing;
import io.judgefleet.worker.kafka.publishing.Writing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;

/** The worker's moving parts, assembled: records in, a judge in the middle, verdicts and dead letters out. */
public final class Pipeline implements AutoCloseable {
    private static final Duration LEAVE_TIME = Duration.ofSeconds(5);

    private final Ends ends;
    private final CrashMarker marker;
    private final Engine engine;
    private final ConsumeLoop loop;
    private final ClockGuard clock;
    private final Optional<ShareReading> share;

    /**
     * A pipeline that is not yet started.
     *
     * @param marker stays its caller's to close
     */
    public Pipeline(Plan plan, Ends ends, Judging judging, CrashMarker marker, WorkObserver observer) {
        var table = new InFlightTable(plan.budget(), observer);
        var queue = new FairQueue(plan.weights());
        var handler = new RequestHandler(
                delivery -> ends.requests()
                        .decode(
                                delivery.position().topic(),
                                delivery.original().value().orElse(null)),
                judging.judge(),
                plan.failurePolicy(),
                judging.clock());
        var admission = new Admission(handler, marker, plan.failurePolicy());
        var batches =
                new BatchJudging(judging.judge(), judging.verdictFactory(), plan.failurePolicy(), judging.clock());
        var outcomeQueue = new OutcomeQueue(ends.consumer()::wakeup);
        var writing = new Writing(
                table,
                new OutcomeWriter(ends.verdicts(), judging.clock(), ends.prefix()),
                plan.failurePolicy(),
                judging.clock());
        // A share group knows no due times: what is tried again is read by a group that has offsets.
        var feeds = new Feeds(ends.share().isPresent() ? Set.of() : plan.lanes(), ends.prefix());
        this.ends = ends;
        this.marker = marker;
        this.share = ends.share()
                .map(shared -> new ShareReading(plan, ends, shared, judging, admission, observer, this::fail));
        this.engine = new Engine(
                queue, batches, marker, outcomeQueue, observer, judging.turn(), plan.batchTokens(), this::fail);
        this.loop = new ConsumeLoop(
                ends.consumer(),
                feeds,
                table,
                new Intake(new DeliveryReader(feeds), admission, table, queue, observer, judging.clock()),
                new Publishing(
                        table,
                        writing,
                        ends.publisher(),
                        ends.consumer(),
                        marker,
                        observer,
                        judging.clock(),
                        plan.loop().publishAtMost()),
                new InferenceTimeout(engine, plan.failurePolicy(), plan.loop().inferenceDeadline()),
                outcomeQueue);
        this.clock = new ClockGuard(new ClockWatch(judging.clock()), this::fail);
    }

    /**
     * What is served and how.
     *
     * @param weights of the feeds in the engine's queue
     * @param batchTokens how many tokens the engine takes at once
     */
    public record Plan(
            FailurePolicy failurePolicy,
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
     * @param share reads the lanes instead of the consumer, which is left with the retry topics
     * @param prefix of the topics' names
     */
    public record Ends(
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            Codec<JudgeRequest> requests,
            Codec<Verdict> verdicts,
            Optional<ShareEnds> share,
            FleetPrefix prefix) {
        Publisher publisher() {
            return new Publisher(producers);
        }
    }

    /** A member of a share group, and a producer without transactions. */
    public record ShareEnds(ShareConsumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {}

    /**
     * The judge, and who writes down what it said.
     *
     * @param turn is held while the judge works
     */
    public record Judging(Judge judge, VerdictFactory verdictFactory, InstantSource clock, Lock turn) {
        public Judging(Judge judge, VerdictFactory verdictFactory, InstantSource clock) {
            this(judge, verdictFactory, clock, new ReentrantLock());
        }
    }

    public void start() {
        clock.start();
        engine.start();
        loop.start();
        share.ifPresent(ShareReading::start);
    }

    /** The latest picture of the loop, or of both; readable from any thread. */
    public LoopState state() {
        return share.map(ShareReading::state).map(loop.state()::plus).orElseGet(loop::state);
    }

    /** How long the engine has been at its batch, if it is at one. */
    public Optional<Duration> inferring() {
        return Stream.of(engine.running().map(Engine.Batch::age), share.flatMap(ShareReading::inferring))
                .flatMap(Optional::stream)
                .max(Duration::compareTo);
    }

    /** For how long nothing could be published of what waits for it, in either loop. */
    public Duration stalled() {
        return Stream.of(Optional.of(loop.stalled()), share.map(ShareReading::stalled))
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Whether the engine's thread has ended. */
    public boolean isIdle() {
        return engine.isIdle() && share.map(ShareReading::isIdle).orElse(true);
    }

    /** Completes when the group has taken the worker in, or with the fault that prevented it. */
    public CompletableFuture<Void> joined() {
        return share.map(reading -> CompletableFuture.allOf(loop.joined(), reading.joined()))
                .orElseGet(loop::joined);
    }

    /** Completes when the loop ended, with whether nothing was left in flight, or with the fault that ended it. */
    public CompletableFuture<Boolean> ended() {
        return share.map(reading -> loop.ended().thenCombine(reading.ended(), Boolean::logicalAnd))
                .orElseGet(loop::ended);
    }

    /** Stops taking requests, finishes what is in flight and leaves the group; says whether that was done in time. */
    public boolean drain(Duration grace) throws InterruptedException {
        loop.drain();
        share.ifPresent(ShareReading::drain);
        try {
            return ended().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Ends at once; what is in flight stays with the broker. */
    @Override
    public void close() {
        clock.close();
        loop.stop();
        boolean hasStopped;
        try {
            loop.join(LEAVE_TIME);
            hasStopped =
                    engine.stop(LEAVE_TIME) & (share.isEmpty() || share.get().stop(LEAVE_TIME));
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

    /** A fault of either engine, or of the clock, ends both loops: half a worker is none. */
    private void fail(Throwable fault) {
        loop.fail(fault);
        share.ifPresent(reading -> reading.fail(fault));
    }
}
