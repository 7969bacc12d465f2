package io.judgefleet.aggregator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.schemas.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
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

    private final DeadLetterHandler handler = new DeadLetterHandler();

    @Test
    void shouldGoOnWhenDeadLetterIsTooLarge() {
        assertThat(result(Topics.VERDICT_DEAD_LETTERS.name(), new RecordTooLargeException("2 MB")))
                .isEqualTo(Result.RESUME);
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

    private Result result(String topic, Exception exception) {
        return handler.handleError(CONTEXT, new ProducerRecord<>(topic, BYTES, BYTES), exception)
                .result();
    }
}
