package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.WorkObserver;
import io.judgefleet.worker.engine.BatchJudging;
import io.judgefleet.worker.engine.Engine;
import io.judgefleet.worker.engine.FairQueue;
import io.judgefleet.worker.engine.InferenceTimeout;
import io.judgefleet.worker.engine.OutcomeQueue;
import io.judgefleet.worker.kafka.Pipeline.Ends;
import io.judgefleet.worker.kafka.Pipeline.Judging;
import io.judgefleet.worker.kafka.Pipeline.Plan;
import io.judgefleet.worker.kafka.publishing.OutcomeWriter;
import io.judgefleet.worker.kafka.publishing.SharePublisher;
import io.judgefleet.worker.kafka.publishing.Writing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The moving parts of a worker that reads the lanes as a member of a share group: a loop and an engine of its own. */
final class ShareReading {
    private final ShareLoop loop;
    private final Engine engine;

    ShareReading(
            Plan plan,
            Ends ends,
            Pipeline.ShareEnds share,
            Judging judging,
            Admission admission,
            WorkObserver observer,
            Consumer<Throwable> failed) {
        var table = new InFlightTable(plan.budget(), observer);
        var queue = new FairQueue(plan.weights());
        var batches =
                new BatchJudging(judging.judge(), judging.verdictFactory(), plan.failurePolicy(), judging.clock());
        var writing = new Writing(
                table,
                new OutcomeWriter(ends.verdicts(), judging.clock(), ends.prefix()),
                plan.failurePolicy(),
                judging.clock());
        var outcomeQueue = new OutcomeQueue(this::arrived);
        this.engine = new Engine(
                queue, batches, admission.marker(), outcomeQueue, observer, judging.turn(), plan.batchTokens(), failed);
        this.loop = new ShareLoop(
                share.consumer(),
                new SharePublisher(share.producer(), writing),
                new Feeds(plan.lanes(), ends.prefix(), false),
                new ShareLoop.Room(table, queue, outcomeQueue),
                admission,
                observer,
                new InferenceTimeout(engine, plan.failurePolicy(), plan.loop().inferenceDeadline()));
    }

    void start() {
        engine.start();
        loop.start();
    }

    LoopState state() {
        return loop.state();
    }

    Optional<Duration> inferring() {
        return engine.running().map(Engine.Batch::age);
    }

    Duration stalled() {
        return loop.stalled();
    }

    boolean isIdle() {
        return engine.isIdle();
    }

    CompletableFuture<Void> joined() {
        return loop.joined();
    }

    CompletableFuture<Boolean> ended() {
        return loop.ended();
    }

    void drain() {
        loop.drain();
    }

    /** Says whether the engine came back. */
    boolean stop(Duration time) throws InterruptedException {
        loop.stop();
        loop.join(time);
        return engine.stop(time);
    }

    private void arrived() {
        loop.wake();
    }

    void fail(Throwable fault) {
        loop.fail(fault);
    }
}
