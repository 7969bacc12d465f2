package io.judgefleet.schemas.topics;

import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.topics.DeadLetter.Cause;
import io.judgefleet.schemas.topics.DeadLetter.Fault;
import io.judgefleet.schemas.topics.DeadLetter.LastTry;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Dead letters as they stand on their topic: the original bytes and headers, and headers that say why they are there. */
public final class DeadLetters {
    private static final String TOPIC = Headers.ERRORS + "topic";
    private static final String PARTITION = Headers.ERRORS + "partition";
    private static final String OFFSET = Headers.ERRORS + "offset";
    private static final String TIMESTAMP = Headers.ERRORS + "timestamp";
    private static final String STAGE = Headers.ERRORS + "stage";
    private static final String EXCEPTION = Headers.ERRORS + "exception";
    private static final String MESSAGE = Headers.ERRORS + "message";
    private static final String STACKTRACE = Headers.ERRORS + "stacktrace";
    private static final String RETRYABLE = Headers.ERRORS + "retryable";
    private static final String ATTEMPTS = Headers.ERRORS + "attempts";
    private static final String WORKER = Headers.ERRORS + "worker";
    private static final String JUDGE = Headers.ERRORS + "judge";
    private static final String CUT = Headers.ERRORS + "cut";
    private static final String REQUEST_ID = Headers.ERRORS + "request.id";

    /** The dead letter of a record that was read, with its headers from earlier deaths left out. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> received, Cause cause) {
        return new DeadLetter(
                new Source(received.topic(), received.partition(), received.offset()),
                Optional.ofNullable(received.key()),
                Optional.ofNullable(received.value()),
                originalHeaders(received.headers()),
                Instant.ofEpochMilli(received.timestamp()),
                cause);
    }

    /** The record for the dead-letter topic; a letter that is larger than the topic takes is cut, and says so. */
    public static ProducerRecord<byte[], byte[]> toRecord(String topic, DeadLetter letter) {
        return whole(topic, DeadLetterCut.of(letter, Limits.RETRY_TOPIC_BYTES, fit -> whole(topic, fit)));
    }

    private static ProducerRecord<byte[], byte[]> whole(String topic, DeadLetter letter) {
        var headers = new RecordHeaders();
        letter.headers()
                .forEach(header -> headers.add(
                        new RecordHeader(header.name(), header.value().orElse(null))));
        errors(letter).forEach(headers::add);
        return new ProducerRecord<>(
                topic, null, letter.key().orElse(null), letter.value().orElse(null), headers);
    }

    /** The dead letter that a record of the dead-letter topic is. */
    public static Decoded<DeadLetter> parse(ConsumerRecord<byte[], byte[]> received) {
        try {
            return new Decoded.Readable<>(read(received));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Decoded.Unreadable<>("no dead letter: " + e.getMessage());
        }
    }

    private static DeadLetter read(ConsumerRecord<byte[], byte[]> received) {
        var headers = received.headers();
        return new DeadLetter(
                new Source(
                        need(headers, TOPIC),
                        Integer.parseInt(need(headers, PARTITION)),
                        Long.parseLong(need(headers, OFFSET))),
                Optional.ofNullable(received.key()),
                Optional.ofNullable(received.value()),
                originalHeaders(headers),
                Instant.ofEpochMilli(Long.parseLong(need(headers, TIMESTAMP))),
                cause(headers),
                Headers.text(headers, CUT));
    }

    private static Cause cause(org.apache.kafka.common.header.Headers headers) {
        return new Cause(
                need(headers, STAGE),
                need(headers, MESSAGE),
                Boolean.parseBoolean(need(headers, RETRYABLE)),
                Headers.text(headers, EXCEPTION)
                        .map(exception -> new Fault(
                                exception, Headers.text(headers, STACKTRACE).orElse(""))),
                new LastTry(
                        Integer.parseInt(need(headers, ATTEMPTS)),
                        need(headers, WORKER),
                        need(headers, JUDGE),
                        Headers.text(headers, REQUEST_ID)));
    }

    private static List<Header> errors(DeadLetter letter) {
        var source = letter.source();
        var cause = letter.cause();
        var lastTry = cause.lastTry();
        var errors = new ArrayList<>(List.of(
                Headers.header(TOPIC, source.topic()),
                Headers.header(PARTITION, Integer.toString(source.partition())),
                Headers.header(OFFSET, Long.toString(source.offset())),
                Headers.header(TIMESTAMP, Long.toString(letter.timestamp().toEpochMilli())),
                Headers.header(STAGE, cause.stage()),
                Headers.header(MESSAGE, cause.message()),
                Headers.header(RETRYABLE, Boolean.toString(cause.retryable())),
                Headers.header(ATTEMPTS, Integer.toString(lastTry.deliveryCount())),
                Headers.header(WORKER, lastTry.worker()),
                Headers.header(JUDGE, lastTry.judgeProfile())));
        letter.cut().ifPresent(missing -> errors.add(Headers.header(CUT, missing)));
        lastTry.requestId().ifPresent(id -> errors.add(Headers.header(REQUEST_ID, id)));
        cause.fault().ifPresent(fault -> {
            errors.add(Headers.header(EXCEPTION, fault.exception()));
            errors.add(Headers.header(STACKTRACE, fault.stacktrace()));
        });
        return errors;
    }

    private static List<DeadLetter.Header> originalHeaders(org.apache.kafka.common.header.Headers headers) {
        return Arrays.stream(headers.toArray())
                .filter(header -> !header.key().startsWith(Headers.ERRORS))
                .map(header -> new DeadLetter.Header(header.key(), Optional.ofNullable(header.value())))
                .toList();
    }

    private static String need(org.apache.kafka.common.header.Headers headers, String name) {
        return Headers.text(headers, name)
                .orElseThrow(() -> new IllegalArgumentException("expected a header %s, found none".formatted(name)));
    }

    private DeadLetters() {}
}
