package io.judgefleet.schemas;

import io.judgefleet.schemas.DeadLetter.Cause;
import io.judgefleet.schemas.DeadLetter.Fault;
import io.judgefleet.schemas.DeadLetter.Header;
import io.judgefleet.schemas.DeadLetter.LastTry;
import io.judgefleet.schemas.DeadLetter.Source;
import io.judgefleet.v1.DeadLetterCause;
import io.judgefleet.v1.DeadLetterHeader;
import io.judgefleet.v1.DeadLetterSource;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dead letter in its export form. */
final class DeadLetterMapping {
    static io.judgefleet.v1.DeadLetter toWire(DeadLetter letter) {
        var source = letter.source();
        return new io.judgefleet.v1.DeadLetter(
                new DeadLetterSource(source.topic(), source.partition(), source.offset()),
                buffer(letter.key()),
                buffer(letter.value()),
                letter.headers().stream()
                        .map(it -> new DeadLetterHeader(it.name(), buffer(it.value())))
                        .toList(),
                letter.timestamp(),
                cause(letter.cause()));
    }

    static DeadLetter toRecord(io.judgefleet.v1.DeadLetter wire) {
        var source = wire.getSource();
        return new DeadLetter(
                new Source(source.getTopic(), source.getPartition(), source.getOffset()),
                bytes(wire.getKey()),
                bytes(wire.getValue()),
                wire.getHeaders().stream()
                        .map(it -> new Header(it.getName(), bytes(it.getValue())))
                        .toList(),
                wire.getTimestamp(),
                cause(wire.getCause()));
    }

    private static DeadLetterCause cause(Cause cause) {
        return new DeadLetterCause(
                cause.stage(),
                cause.fault().map(Fault::exception).orElse(""),
                cause.message(),
                cause.fault().map(Fault::stacktrace).orElse(""),
                cause.retryable(),
                cause.lastTry().deliveryCount(),
                cause.lastTry().worker(),
                cause.lastTry().judgeProfile(),
                cause.lastTry().requestId().orElse(null));
    }

    private static Cause cause(DeadLetterCause wire) {
        return new Cause(
                wire.getStage(),
                wire.getMessage(),
                wire.getRetryable(),
                wire.getException().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Fault(wire.getException(), wire.getStacktrace())),
                new LastTry(
                        wire.getAttempts(),
                        wire.getWorker(),
                        wire.getJudge(),
                        Optional.ofNullable(wire.getRequestId())));
    }

    private static @Nullable ByteBuffer buffer(Optional<byte[]> bytes) {
        return bytes.map(ByteBuffer::wrap).orElse(null);
    }

    private static Optional<byte[]> bytes(@Nullable ByteBuffer buffer) {
        return Optional.ofNullable(buffer).map(it -> {
            var bytes = new byte[it.remaining()];
            it.duplicate().get(bytes);
            return bytes;
        });
    }

    private DeadLetterMapping() {}
}
