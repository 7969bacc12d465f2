package io.judgefleet.worker.kafka;

import io.judgefleet.worker.Feed;
import io.judgefleet.worker.InFlightTable;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll thread: takes outcomes from the engine, publishes them, admits new records, and polls.
 *
 * <p>It never runs inference and never sleeps but in poll, so the group always hears from it. Records come in only while
 * their feed has room, and each leaves with exactly one outcome.
 */
final class ConsumeLoop {
    private static final Logger log = LoggerFactory.getLogger(ConsumeLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Feeds feeds;
    private final InFlightTable table;
    private final Intake intake;
    private final Publishing publishing;
    private final Overdue overdue;
    private final Handover handover;
    private final ClockWatch clock;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private final Thread thread = Thread.ofPlatform().name("judge-poll").unstarted(this::run);

    private volatile LoopState state = LoopState.initial();
    private volatile boolean isDraining;
    private volatile boolean isStopped;

    ConsumeLoop(
            Consumer<byte[], byte[]> consumer,
            Feeds feeds,
            InFlightTable table,
            Intake intake,
            Publishing publishing,
            Overdue overdue,
            Handover handover,
            ClockWatch clock) {
        this.consumer = consumer;
        this.feeds = feeds;
        this.table = table;
        this.intake = intake;
        this.publishing = publishing;
        this.overdue = overdue;
        this.handover = handover;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** The latest picture of the loop; readable from any thread. */
    LoopState state() {
        return state;
    }

    /** Completes when the loop has left the group, with whether nothing was left in flight; or with what ended it. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Completes when the group has taken the consumer in, or with what ended the loop before. */
    CompletableFuture<Void> joined() {
        return joined;
    }

    /** Lets nothing in any more and ends when all in flight is published. */
    void drain() {
        isDraining = true;
        consumer.wakeup();
    }

    /** Ends now; what is in flight stays with the broker. */
    void stop() {
        isStopped = true;
        consumer.wakeup();
    }

    void join(Duration time) throws InterruptedException {
        if (thread.isAlive()) {
            thread.join(time);
        }
    }

    /** Ends with a fault that is not of the loop. */
    void fail(Throwable fault) {
        ended.completeExceptionally(fault);
        stop();
    }

    private void run() {
        try {
            publishing.begin();
            consumer.subscribe(feeds.topics(), new Rebalance());
            while (!isStopped && !(isDraining && table.isEmpty())) {
                round();
            }
            boolean isDrained = table.isEmpty();
            leave();
            ended.complete(isDrained);
        } catch (RuntimeException | Error e) { // the one place where the process's faults end up
            ended.completeExceptionally(e);
            joined.completeExceptionally(e);
            leave();
        }
    }

    private void leave() {
        publishing.close();
        consumer.close();
    }

    private void round() {
        clock.look();
        handover.drain(table::finish);
        overdue.release(table);
        boolean goesOn = publishing.publish();
        if (isDraining) {
            intake.close();
        }
        goesOn |= intake.admit();
        int paused = pauseAndResume();
        boolean hasFinished = !table.publication(1).isEmpty();
        report(paused);
        poll(goesOn || hasFinished ? Duration.ofMillis(1) : POLL);
    }

    private void poll(Duration timeout) {
        try {
            intake.receive(consumer.poll(timeout));
        } catch (WakeupException e) {
            // Outcomes are there, or the end is near.
        } catch (RetriableException
                | UnknownMemberIdException
                | FencedMemberEpochException
                | StaleMemberEpochException e) {
            // A group that took us for dead, too: what it says is thrown here, and the next poll joins again.
            log.atInfo().addKeyValue("error", e.getMessage()).log("poll failed");
        }
    }

    /** Says how many partitions are paused. */
    private int pauseAndResume() {
        try {
            var assigned = consumer.assignment();
            var blocked = new LinkedHashSet<TopicPartition>();
            for (var partition : assigned) {
                if (intake.isBlocked(Partitions.id(partition), feeds.of(partition.topic()))) {
                    blocked.add(partition);
                }
            }
            var paused = consumer.paused();
            change(without(blocked, paused), consumer::pause);
            change(without(paused, blocked), consumer::resume);
            return blocked.size();
        } catch (IllegalStateException e) {
            // The assignment changes in the background; the next round sees the new one.
            return state.paused();
        }
    }

    private static void change(
            Set<TopicPartition> partitions, java.util.function.Consumer<Collection<TopicPartition>> change) {
        if (!partitions.isEmpty()) {
            change.accept(partitions);
        }
    }

    private static Set<TopicPartition> without(Set<TopicPartition> all, Set<TopicPartition> some) {
        var rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private void report(int paused) {
        var tokens = new EnumMap<Feed, Integer>(Feed.class);
        for (var feed : Feed.values()) {
            tokens.put(feed, table.tokens(feed));
        }
        state = new LoopState(
                table.funnel(),
                tokens,
                hasJoined(),
                consumer.assignment().size(),
                paused,
                intake.waiting(),
                table.oldest(),
                System.nanoTime());
    }

    private boolean hasJoined() {
        boolean hasJoined = consumer.groupMetadata().generationId() > 0;
        if (hasJoined) {
            joined.complete(null);
        }
        return hasJoined;
    }

    /** Publishes what it can before partitions go, and forgets what belongs to them. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            log.atInfo().addKeyValue("partitions", partitions.size()).log("partitions assigned");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            handover.drain(table::finish);
            publishing.publishLast();
            giveBack(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            giveBack(partitions);
        }

        private void giveBack(Collection<TopicPartition> partitions) {
            log.atInfo().addKeyValue("partitions", partitions.size()).log("partitions given back");
            table.giveBack(Partitions.ids(partitions));
            intake.drop(Partitions.ids(partitions));
        }
    }
}
