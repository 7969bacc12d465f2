package io.judgefleet.worker.kafka;

import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.kafka.publishing.Partitions;
import io.judgefleet.worker.kafka.publishing.Publishing;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
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
 * <p>It never runs inference and sleeps in poll only, so that it always answers its group in time. Records are admitted only
 * while their feed has room, and each leaves with exactly one outcome.
 */
final class ConsumeLoop extends PollLoop {
    private static final Logger log = LoggerFactory.getLogger(ConsumeLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Feeds feeds;
    private final Intake intake;
    private final Admission admission;
    private final InFlightTable table;
    private final Publishing publishing;

    ConsumeLoop(Consumer<byte[], byte[]> consumer, Feeds feeds, Intake intake, Publishing publishing) {
        super("judge-poll");
        this.consumer = consumer;
        this.feeds = feeds;
        this.intake = intake;
        this.admission = intake.admission();
        this.table = admission.table();
        this.publishing = publishing;
    }

    @Override
    Duration stalled() {
        return publishing.stalled();
    }

    @Override
    void enter() {
        publishing.begin();
        consumer.subscribe(feeds.topics(), new Rebalance());
    }

    @Override
    boolean isEmpty() {
        return table.isEmpty();
    }

    @Override
    void leave() {
        publishing.close();
        consumer.close();
    }

    @Override
    void wake() {
        consumer.wakeup();
    }

    @Override
    void round() {
        admission.collect();
        boolean goesOn = publishing.publish();
        if (isDraining()) {
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
            // Outcomes wait, or the loop is about to end.
        } catch (RetriableException
                | UnknownMemberIdException
                | FencedMemberEpochException
                | StaleMemberEpochException e) {
            // Also when the group has removed this member: the next poll joins again.
            log.atInfo().addKeyValue("error", e.getMessage()).log("poll failed");
        }
    }

    /** Pauses partitions without room and resumes the others; returns how many are paused. */
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
            return state().paused();
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
        boolean isMember = consumer.groupMetadata().generationId() > 0;
        if (isMember) {
            welcome();
        }
        report(new LoopState(
                table.recordCounts(),
                table.tokens(),
                isMember,
                consumer.assignment().size(),
                paused,
                intake.waiting(),
                table.oldest(),
                System.nanoTime()));
    }

    /** Publishes what it can before partitions go, and forgets what belongs to them. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            log.atInfo().addKeyValue("partitions", partitions.size()).log("partitions assigned");
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            admission.engine().takeOutcomes(table::finish);
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
