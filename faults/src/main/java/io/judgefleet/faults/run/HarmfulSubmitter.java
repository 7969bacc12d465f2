package io.judgefleet.faults.run;

import io.judgefleet.faults.FaultKind;
import io.judgefleet.faults.load.RequestRecords;
import io.judgefleet.faults.load.Requests;
import io.judgefleet.faults.load.Submitter;
import io.judgefleet.schemas.JudgeRequest;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Submits the records that do harm, a few at a time, among the others. */
final class HarmfulSubmitter implements Injector.HarmfulRecords {
    private static final int AT_ONCE = 3;

    private final Submitter submitter;
    private final RequestRecords records;
    private final Requests requests;
    private final AtomicLong number = new AtomicLong();

    HarmfulSubmitter(Submitter submitter, RequestRecords records, Requests requests) {
        this.submitter = submitter;
        this.records = records;
        this.requests = requests;
    }

    @Override
    public void send(FaultKind kind) {
        if (kind == FaultKind.ENGINE_ABORT) {
            submit(FaultRun.ABORT_WORD);
            return;
        }
        if (kind == FaultKind.ENGINE_FAILURE) {
            submit(FaultRun.FAIL_WORD);
            return;
        }
        for (int i = 0; i < AT_ONCE; i++) {
            submitter.send(unreadable(kind), null);
        }
    }

    private void submit(String word) {
        var request = requests.special(number.incrementAndGet(), word);
        submitter.send(records.of(request), request.id().value());
    }

    private ProducerRecord<byte[], byte[]> unreadable(FaultKind kind) {
        JudgeRequest request = requests.special(number.incrementAndGet(), "never read");
        return switch (kind) {
            case GARBAGE -> records.garbage();
            case TRUNCATED -> records.truncated(request);
            case UNKNOWN_SCHEMA -> records.unknownSchema(request);
            case FOREIGN_SCHEMA -> records.foreignSchema(request);
            case OVERSIZED -> records.oversized(request);
            default -> throw new IllegalArgumentException("no harmful record: " + kind);
        };
    }
}
