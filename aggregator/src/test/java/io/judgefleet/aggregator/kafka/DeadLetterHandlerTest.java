package io.judgefleet.aggregator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import java.time.DateTimeException;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterHandlerTest {
    private static final byte[] BYTES = {1};
    private static final ErrorHandlerContext CONTEXT = new DefaultErrorHandlerContext(
            null,
            Topics.VERDICTS.name(),
            3,
            17,
            new RecordHeaders(),
            "keep-ledgers",
            new TaskId(0, 3),
            0,
            BYTES,
            BYTES);

    private static final RecordMetadata RECORD =
            new ProcessorRecordContext(0, 17, 3, Topics.VERDICTS.name(), new RecordHeaders());

    private final RecordFaults faults = new RecordFaults();
    private final DeadLetterHandler handler = new DeadLetterHandler();

    @BeforeEach
    void configure() {
        handler.configure(Map.of(DeadLetterHandler.FAULTS_CONFIG, faults));
    }

    @Test
    void shouldMakeDeadLetterOfWhateverContentThrows() {
        assertThat(processed(new ArithmeticException("long overflow")))
                .isEqualTo(ProcessingExceptionHandler.Result.RESUME);
        assertThat(processed(new DateTimeException("too far"))).isEqualTo(ProcessingExceptionHandler.Result.RESUME);
    }

    @Test
    void shouldStopWhenSurroundingsFail() {
        assertThat(processed(new TimeoutException("no broker"))).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(processed(new RegistryUnavailableException("no schema", new IllegalStateException())))
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldSuspectRecordWhenItHasEndedTwoThreads() {
        var half = new HalfCountedException(new IllegalStateException("no room"));

        assertThat(processed(half)).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(faults.suspicion(RECORD)).isEmpty();
        assertThat(processed(half)).isEqualTo(ProcessingExceptionHandler.Result.FAIL);
        assertThat(faults.suspicion(RECORD))
                .contains(
                        "the record has ended 2 stream threads, the last by java.lang.IllegalStateException: no room");
    }

    @Test
    void shouldStopWhenScheduleFails() {
        assertThat(handler.handleError(CONTEXT, (Record<?, ?>) null, new IllegalStateException("no room"))
                        .result())
                .isEqualTo(ProcessingExceptionHandler.Result.FAIL);
    }

    @Test
    void shouldStopWhenRowOfStateIsTooLarge() {
        assertThat(result("judgefleet-aggregator-ledgers-changelog", new RecordTooLargeException("2 MB")))
                .isEqualTo(Result.FAIL);
    }

    @Test
    void shouldStopWhenDeadLetterCouldNotBeWritten() {
        assertThat(result(Topics.VERDICT_DEAD_LETTERS.name(), new TimeoutException("no broker")))
                .isEqualTo(Result.FAIL);
    }

    private ProcessingExceptionHandler.Result processed(RuntimeException thrown) {
        return handler.handleError(CONTEXT, new Record<>(BYTES, BYTES, 0), thrown)
                .result();
    }

    private Result result(String topic, Exception exception) {
        return handler.handleError(CONTEXT, new ProducerRecord<>(topic, BYTES, BYTES), exception)
                .result();
    }
}
