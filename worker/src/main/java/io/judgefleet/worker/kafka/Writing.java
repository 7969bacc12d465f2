package io.judgefleet.worker.kafka;

import io.judgefleet.worker.InFlight;
import io.judgefleet.worker.InFlightTable;
import io.judgefleet.worker.Triage;
import io.judgefleet.worker.Triage.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** The records of finished entries; an outcome that no topic takes becomes a dead letter. */
record Writing(InFlightTable table, OutcomeWriter writer, Triage triage) {
    /**
     * The records, of which a skip needs none.
     *
     * @throws io.judgefleet.schemas.RegistryUnavailableException if a later try may go better
     * @throws io.judgefleet.schemas.SchemaMissingException if the verdicts' schema was not deployed
     */
    List<ProducerRecord<byte[], byte[]>> write(Collection<InFlight> finished) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>(finished.size());
        finished.forEach(entry -> write(entry).ifPresent(records::add));
        return records;
    }

    private Optional<ProducerRecord<byte[], byte[]>> write(InFlight entry) {
        try {
            return writer.write(entry.delivery(), entry.outcome().orElseThrow());
        } catch (RecordTooLargeException e) {
            var rejection = triage.permanentFault(
                    entry.delivery(),
                    Failure.of("encode", String.valueOf(e.getMessage())).by(e));
            table.revise(entry, rejection);
            return writer.write(entry.delivery(), rejection);
        }
    }
}
