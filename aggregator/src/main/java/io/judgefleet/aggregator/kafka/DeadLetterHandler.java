package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.UnfitRecordException;
import io.judgefleet.schemas.DeadLetter;
import io.judgefleet.schemas.DeadLetters;
import io.judgefleet.schemas.FleetPrefix;
import io.judgefleet.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves records that no later try would make readable to the dead letters, in the same transaction as what their neighbours
 * counted; every other fault stops the stream thread.
 *
 * <p>A dead letter that the broker finds too large is only counted and logged. A row of the state never is: going on without
 * it would make a restart count otherwise, see {@link LedgerFormat#MAX_BYTES}.
 */
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    /** The setting that holds a {@link LongAdder} of the dead letters. */
    static final String COUNT_CONFIG = "judgefleet.dead-letter-count";

    private String applicationId = "";
    private String deadLetters = Topics.VERDICT_DEAD_LETTERS.name();
    private LongAdder count = new LongAdder();

    @Override
    public void configure(Map<String, ?> settings) {
        count = settings.get(COUNT_CONFIG) instanceof LongAdder adder ? adder : count;
        applicationId = String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG));
        deadLetters =
                FleetPrefix.of(settings).topic(Topics.VERDICT_DEAD_LETTERS).name();
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof SerializationException
                ? DeserializationExceptionHandler.Response.resume(List.of(deadLetter(record, "decode", exception)))
                : DeserializationExceptionHandler.Response.fail();
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        return exception instanceof UnfitRecordException
                ? ProcessingExceptionHandler.Response.resume(
                        List.of(deadLetter(sourceRecord(context), "validate", exception)))
                : ProcessingExceptionHandler.Response.fail();
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException && record.topic().equals(deadLetters)) {
            LOG.atError()
                    .addKeyValue("topic", context.topic())
                    .addKeyValue("partition", context.partition())
                    .addKeyValue("offset", context.offset())
                    .addKeyValue("error", exception.getMessage())
                    .log("a dead letter is too large to be kept; the record stands where it came from");
            return ProductionExceptionHandler.Response.resume();
        }
        return ProductionExceptionHandler.Response.fail();
    }

    @Override
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            @SuppressWarnings("rawtypes") ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return ProductionExceptionHandler.Response.fail(); // ours are bytes already: a fault of this program
    }

    private ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> record, String stage, Exception exception) {
        var cause = new DeadLetter.Cause(
                stage,
                String.valueOf(exception.getMessage()),
                false,
                Optional.of(DeadLetter.Fault.of(exception)),
                new DeadLetter.LastTry(1, applicationId, "", Optional.empty()));
        count.increment();
        return DeadLetters.toRecord(deadLetters, DeadLetters.of(record, cause));
    }

    private static ConsumerRecord<byte[], byte[]> sourceRecord(ErrorHandlerContext context) {
        return new ConsumerRecord<>(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                Optional.empty());
    }
}
