package io.judgefleet.cli.verdicts;

import io.judgefleet.cli.console.Console;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.wire.Codec;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints the wanted ones of the records that it is shown, until it has enough. */
final class VerdictPrinter {
    private final Codec<Verdict> codec;
    private final VerdictFilter filter;
    private final Bounds bounds;
    private final Form form;
    private final Console console;
    private final Set<String> seen = new HashSet<>();
    private long printed;
    private long unreadable;

    /** How verdicts are written. */
    enum Form {
        JSON,
        CSV
    }

    /** How many are enough. */
    record Bounds(Instant to, long limit, boolean isUnique) {}

    VerdictPrinter(Codec<Verdict> codec, VerdictFilter filter, Bounds bounds, Form form, Console console) {
        this.codec = codec;
        this.filter = filter;
        this.bounds = bounds;
        this.form = form;
        this.console = console;
    }

    void begin() {
        if (form == Form.CSV) {
            console.results(VerdictCsv.header());
        }
    }

    void print(ConsumerRecord<byte[], byte[]> received) {
        if (printed >= bounds.limit()
                || Instant.ofEpochMilli(received.timestamp()).isAfter(bounds.to())) {
            return;
        }
        switch (codec.decode(received.topic(), received.value())) {
            case Decoded.Readable<Verdict>(var verdict) -> print(verdict);
            case Decoded.Unreadable<Verdict>(var reason) -> {
                unreadable++;
                console.note(
                        "%s-%d@%d: %s".formatted(received.topic(), received.partition(), received.offset(), reason));
            }
        }
    }

    /** Whether there is enough, or nobody reads any more; what was printed is on its way then. */
    boolean isDone() {
        return printed >= bounds.limit() || console.out().checkError();
    }

    long unreadable() {
        return unreadable;
    }

    private void print(Verdict verdict) {
        if (filter.matches(verdict)
                && (!bounds.isUnique() || seen.add(verdict.id().value()))) {
            printed++;
            console.results(
                    switch (form) {
                        case JSON -> VerdictJson.line(verdict);
                        case CSV -> VerdictCsv.line(verdict);
                    });
        }
    }
}
