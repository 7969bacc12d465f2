package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.Where;
import io.judgefleet.schemas.topics.DeadLetter;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import io.judgefleet.schemas.topics.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * A dead letter where it stands.
 *
 * @param storedAt when it was written there
 * @param fate what became of it; empty while nobody has dealt with it
 */
record StoredLetter(LetterPosition position, Instant storedAt, DeadLetter letter, Optional<Fate> fate) {
    /** What {@code --where} can ask. */
    static final Map<String, BiPredicate<StoredLetter, String>> NAMES = Map.of(
            "reason", (stored, text) -> contains(stored.letter().cause().message(), text),
            "stage", (stored, word) -> stored.letter().cause().stage().equals(word),
            "partition",
                    (stored, number) ->
                            number.equals(Integer.toString(stored.position().partition())),
            "offset",
                    (stored, number) ->
                            number.equals(Long.toString(stored.position().offset())),
            "source", (stored, topic) -> stored.letter().source().topic().equals(topic),
            "request", (stored, id) -> stored.requestId().equals(id),
            "profile",
                    (stored, name) ->
                            stored.letter().cause().lastTry().judgeProfile().equals(name),
            "retryable",
                    (stored, word) -> Boolean.toString(stored.letter().cause().retryable())
                            .equals(word));

    static Where<StoredLetter> where(List<String> conditions) {
        return Where.of(NAMES, conditions);
    }

    boolean isOpen() {
        return fate.isEmpty();
    }

    /** Whether it has all of its record: a part of one cannot be sent again. */
    boolean isWhole() {
        return letter.cut().isEmpty();
    }

    /** As the worker could read it, else as its header says; empty where neither does. */
    String requestId() {
        return letter.cause()
                .lastTry()
                .requestId()
                .or(() -> header(Headers.REQUEST_ID))
                .orElse("");
    }

    /** How often it was sent again before it died this time. */
    int redriveCount() {
        return header(Headers.REDRIVE_COUNT)
                .filter(count -> count.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private Optional<String> header(String name) {
        return letter.headers().stream()
                .filter(header -> header.name().equals(name))
                .reduce((earlier, later) -> later)
                .flatMap(DeadLetter.Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    private static boolean contains(String message, String text) {
        return message.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
