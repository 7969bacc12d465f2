package io.judgefleet.cli.deadletters;

import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Dead letters for tests. */
final class Letters {
    static final Instant STORED_AT = Instant.parse("2026-05-04T03:02:01Z");

    /** A request of profile judgelm that failed five times in the engine. */
    static DeadLetter letter(String request) {
        return new DeadLetter(
                new DeadLetter.Source("judge-requests", 3, 17),
                Optional.of(bytes(request)),
                Optional.of(bytes("value of " + request)),
                List.of(
                        new DeadLetter.Header("trace", Optional.of(bytes("t1"))),
                        new DeadLetter.Header("empty", Optional.empty()),
                        new DeadLetter.Header(Headers.DELIVERY_COUNT, Optional.of(bytes("5")))),
                Instant.EPOCH,
                cause(request));
    }

    static DeadLetter cut(String request) {
        var whole = letter(request);
        return new DeadLetter(
                whole.source(),
                whole.key(),
                Optional.of(bytes("value")),
                whole.headers(),
                whole.timestamp(),
                whole.cause(),
                Optional.of("value cut from 14 to 5 bytes"));
    }

    static DeadLetter withHeader(String request, String name, String value) {
        var whole = letter(request);
        return new DeadLetter(
                whole.source(),
                whole.key(),
                whole.value(),
                List.of(new DeadLetter.Header(name, Optional.of(bytes(value)))),
                whole.timestamp(),
                whole.cause());
    }

    static StoredLetter open(long offset, DeadLetter letter) {
        return new StoredLetter(new LetterPosition(0, offset), STORED_AT, letter, Optional.empty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DeadLetter.Cause cause(String request) {
        return new DeadLetter.Cause(
                "judge",
                "Engine failed",
                true,
                Optional.empty(),
                new DeadLetter.LastTry(5, "w1", "judgelm", Optional.of(request)));
    }

    private Letters() {}
}
