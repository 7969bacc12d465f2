package io.judgefleet.faults.audit;

import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.audit.Evidence.Histories;
import io.judgefleet.faults.audit.Outcome.Dead;
import io.judgefleet.faults.audit.Outcome.Judged;
import io.judgefleet.faults.audit.Outcome.Released;
import io.judgefleet.faults.load.Acknowledged;
import io.judgefleet.faults.load.CommittedOffsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence made by hand, one act at a time; each second of its clock brings one record. */
final class EvidenceFixtures {
    static final Instant START = Instant.parse("2026-02-03T04:00:00Z");
    static final Rules RULES = new Rules("judgelm", 3);

    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<Delivered> deliveries = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<CommittedOffsets> samples = new ArrayList<>();
    private final List<InjectedFault> faults = new ArrayList<>();
    private final Map<Position, Instant> seen = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private Map<String, Long> committed = Map.of("judge-requests-0", 100L, "judge-requests.retry-1m-0", 100L);
    private Optional<Counted> counted = Optional.empty();
    private Instant now = START;

    /** A request that the brokers acknowledged, with a digest like its name. */
    EvidenceFixtures submitted(String request) {
        return submitted(request, "judgelm");
    }

    EvidenceFixtures submitted(String request, String profile) {
        var at = next("judge-requests");
        acknowledged.add(new Acknowledged(at.topic(), at.partition(), at.offset(), Optional.of(request)));
        deliveries.add(new Delivered(
                at, new DeliveryKey(request, 1), Optional.of(profile), tick(), request, Optional.empty()));
        return this;
    }

    /** An acknowledgement for a record that is not on the topic. */
    EvidenceFixtures acknowledgedOnly(String request) {
        acknowledged.add(new Acknowledged("judge-requests", 0, 99, Optional.of(request)));
        return this;
    }

    EvidenceFixtures judged(String request) {
        return judged(request, 1, "worker-0", now);
    }

    EvidenceFixtures judged(String request, int count, String worker, Instant started) {
        var at = next("verdicts");
        outcomes.add(new Judged(at, new DeliveryKey(request, count), tick(), "v-" + request, worker, started));
        return this;
    }

    EvidenceFixtures released(String request, int next, Instant notBefore) {
        var at = next("judge-requests.retry-1m");
        var time = tick();
        outcomes.add(new Released(at, new DeliveryKey(request, next - 1), time));
        deliveries.add(new Delivered(
                at, new DeliveryKey(request, next), Optional.of("judgelm"), time, request, Optional.of(notBefore)));
        return this;
    }

    EvidenceFixtures dead(String request, long sourceOffset, String digest) {
        var at = next("judge-requests.dead-letters");
        outcomes.add(new Dead(
                at, new DeliveryKey(request, 1), tick(), new Position("judge-requests", 0, sourceOffset), digest));
        return this;
    }

    /** A look at the committed offsets, with the topics as they stand now. */
    EvidenceFixtures sampled(long offset) {
        samples.add(new CommittedOffsets(Map.of("judge-requests-0", offset), ends));
        return this;
    }

    EvidenceFixtures committedAtRest(long offset) {
        committed = Map.of("judge-requests-0", offset);
        return this;
    }

    EvidenceFixtures counted(long read, long distinct) {
        counted = Optional.of(new Counted(read, distinct, read - distinct, 0, 0));
        return this;
    }

    EvidenceFixtures fault(InjectedFault fault) {
        faults.add(fault);
        return this;
    }

    EvidenceFixtures seen(Position at) {
        seen.put(at, now);
        return this;
    }

    Instant now() {
        return now;
    }

    Evidence evidence() {
        return new Evidence(
                RULES,
                new Evidence.Topics(deliveries, outcomes, committed),
                new Histories(acknowledged, samples, seen, faults),
                counted);
    }

    private Position next(String topic) {
        var at = new Position(topic, 0, ends.getOrDefault(topic + "-0", 0L));
        ends.merge(at.topicPartition(), 1L, Long::sum);
        return at;
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }
}
