package io.judgefleet.worker.kafka.publishing;

import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaMissingException;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.FailurePolicy.Failure;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.InFlightTable;
import io.judgefleet.worker.delivery.Outcome;
import io.judgefleet.worker.delivery.Outcome.Accept;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of finished entries; a verdict that comes too late, or that no topic takes, becomes a dead letter. */
public record Writing(InFlightTable table, OutcomeWriter writer, FailurePolicy failurePolicy, InstantSource clock) {
    /**
     * The records, of which a skip needs none.
     *
     * @throws RegistryUnavailableException if a later try may go better
     * @throws SchemaMissingException if the verdicts' schema was not deployed
     */
    List<ProducerRecord<byte[], byte[]>> write(Collection<InFlight> finished) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(finished.size());
        finished.forEach(entry -> write(entry).ifPresent(records::add));
        return records;
    }

    private Optional<ProducerRecord<byte[], byte[]>> write(InFlight entry) {
        try {
            return writer.write(entry.delivery(), inTime(entry));
        } catch (RegistryUnavailableException | SchemaMissingException e) {
            throw e;
        } catch (RuntimeException e) { // whatever a verdict's content makes us throw is the end of its record, not ours
            var failure = Failure.of("encode", String.valueOf(e.getMessage())).by(e);
            return writer.write(
                    entry.delivery(), revised(entry, failurePolicy.permanentFault(entry.delivery(), failure)));
        }
    }

    private Outcome inTime(InFlight entry) {
        var outcome = entry.outcome().orElseThrow();
        if (outcome instanceof Accept accept && accept.isOverdue(clock.instant())) {
            var request = accept.verdict().origin().requestId();
            return revised(
                    entry,
                    failurePolicy.requestExpired(
                            entry.delivery(),
                            request,
                            accept.deadline().orElseThrow(),
                            "judged and not yet published"));
        }
        return outcome;
    }

    private Outcome revised(InFlight entry, Outcome outcome) {
        table.revise(entry, outcome);
        return outcome;
    }
}
