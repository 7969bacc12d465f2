package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.ledger.UnfitRecordException;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetters;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Moves records that no later try would make readable to the dead letters, in the same transaction as what their neighbours
 * counted: whatever a record's content throws before anything of it is written. Faults of Kafka and of the registry end the stream
 * thread, and so does a record that fails half-way, which becomes a dead letter when it has ended several ({@link RecordFaults}).
 */
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    /** The setting that holds the {@link RecordFaults}. */
    static final String FAULTS_CONFIG = "judgefleet.record-faults";

    private String applicationId = "";
    private String deadLetters = Topics.VERDICT_DEAD_LETTERS.name();
    private RecordFaults faults = new RecordFaults();

    @Override
    public void configure(Map<String, ?> settings) {
        faults = settings.get(FAULTS_CONFIG) instanceof RecordFaults given ? given : faults;
        applicationId = String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG));
        deadLetters =
                FleetPrefix.of(settings).topic(Topics.VERDICT_DEAD_LETTERS).name();
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        return isOfContent(exception)
                ? DeserializationExceptionHandler.Response.resume(List.of(deadLetter(record, "decode", exception)))
                : DeserializationExceptionHandler.Response.fail();
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        if (record == null) { // of a schedule, not of a record
            return ProcessingExceptionHandler.Response.fail();
        }
        if (exception instanceof HalfCountedException half) {
            faults.died(context, String.valueOf(half.getCause()));
            return ProcessingExceptionHandler.Response.fail();
        }
        return isOfContent(exception)
                ? ProcessingExceptionHandler.Response.resume(
                        List.of(deadLetter(sourceRecord(context), "validate", exception)))
                : ProcessingExceptionHandler.Response.fail();
    }

    /** Whether another record in its place would have passed: all but the faults of brokers, stores and registry. */
    private static boolean isOfContent(Exception exception) {
        return exception instanceof SerializationException
                || !(exception instanceof KafkaException) && !(exception instanceof RegistryUnavailableException);
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return ProductionExceptionHandler.Response.fail(); // its transaction is lost with it
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
                reason(exception),
                false,
                Optional.of(DeadLetter.Fault.of(exception)),
                new DeadLetter.LastTry(1, applicationId, "", Optional.empty()));
        faults.deadLetter();
        return DeadLetters.toRecord(deadLetters, DeadLetters.of(record, cause));
    }

    /** What was not foreseen says more by its name. */
    private static String reason(Exception exception) {
        return exception instanceof SerializationException || exception instanceof UnfitRecordException
                ? String.valueOf(exception.getMessage())
                : exception.toString();
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
