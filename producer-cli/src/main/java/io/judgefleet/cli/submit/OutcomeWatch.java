package io.judgefleet.cli.submit;

import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Follows verdicts and dead letters until every awaited request has one or the other. */
final class OutcomeWatch {
    private final Codec<Verdict> verdicts;
    private final String deadLetters;
    private final Set<String> pending;
    private final Set<String> dead = new HashSet<>();
    private final int awaited;

    OutcomeWatch(Codec<Verdict> verdicts, FleetPrefix prefix, Set<String> awaited) {
        this.verdicts = verdicts;
        this.deadLetters = prefix.topic(Topics.DEAD_LETTERS).name();
        this.pending = new HashSet<>(awaited);
        this.awaited = pending.size();
    }

    /** Reads committed records from there on until nothing is pending, or asked to end. */
    void watch(TopicReader reader, Map<TopicPartition, Long> from, BooleanSupplier goOn) {
        if (!pending.isEmpty()) {
            reader.follow(from, () -> !pending.isEmpty() && goOn.getAsBoolean(), this::settle);
        }
    }

    /** What was judged and never died before. */
    int judged() {
        return awaited - pending.size() - dead.size();
    }

    int deadLetters() {
        return dead.size();
    }

    int missing() {
        return pending.size();
    }

    void settle(ConsumerRecord<byte[], byte[]> received) {
        if (received.topic().equals(deadLetters)) {
            deadRequest(received).filter(pending::remove).ifPresent(dead::add);
        } else if (verdicts.decode(received.topic(), received.value())
                instanceof Decoded.Readable<Verdict>(var verdict)) {
            var id = verdict.origin().requestId().value();
            // A dead letter that was sent again and judged counts as judged.
            if (!pending.remove(id)) {
                dead.remove(id);
            }
        }
    }

    /** Whose dead letter it is: what the worker could read, else the header that we wrote. */
    private static Optional<String> deadRequest(ConsumerRecord<byte[], byte[]> received) {
        return DeadLetters.parse(received) instanceof Decoded.Readable<DeadLetter>(var letter)
                ? letter.cause().lastTry().requestId().or(() -> Headers.text(received.headers(), Headers.REQUEST_ID))
                : Optional.empty();
    }
}
