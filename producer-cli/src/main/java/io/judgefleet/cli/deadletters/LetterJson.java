package io.judgefleet.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.submit.requests.RequestJson;
import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A dead letter as JSON: short in a list, whole when it is shown. */
final class LetterJson {
    /** Without texts of users. */
    static ObjectNode brief(StoredLetter stored) {
        var cause = stored.letter().cause();
        var source = stored.letter().source();
        var json = Json.object()
                .put("partition", stored.position().partition())
                .put("offset", stored.position().offset())
                .put("storedAt", stored.storedAt().toString())
                .put("stage", cause.stage())
                .put("reason", cause.message())
                .put("retryable", cause.retryable())
                .put("attempts", cause.lastTry().deliveryCount())
                .put("redrives", stored.redriveCount())
                .put("requestId", stored.requestId())
                .put("judgeProfile", cause.lastTry().judgeProfile())
                .put("worker", cause.lastTry().worker());
        json.putObject("source")
                .put("topic", source.topic())
                .put("partition", source.partition())
                .put("offset", source.offset())
                .put("timestamp", stored.letter().timestamp().toString());
        stored.letter().cut().ifPresent(cut -> json.put("cut", cut));
        stored.fate().ifPresent(fate -> json.put("fate", DeadLetterDisposal.done(fate)));
        return json;
    }

    /** With the record itself: as a request where it is one, else its bytes. */
    static ObjectNode whole(StoredLetter stored, Codec<JudgeRequest> requests) {
        var json = brief(stored);
        var letter = stored.letter();
        letter.cause()
                .fault()
                .ifPresent(fault -> json.put("exception", fault.exception()).put("stacktrace", fault.stacktrace()));
        letter.key().ifPresent(key -> json.put("key", text(key)));
        var headers = json.putArray("headers");
        letter.headers()
                .forEach(header -> headers.addObject()
                        .put("name", header.name())
                        .put("value", header.value().map(LetterJson::text).orElse(null)));
        letter.value().ifPresent(value -> value(value, letter.source().topic(), requests, json));
        return json;
    }

    private static void value(byte[] value, String topic, Codec<JudgeRequest> requests, ObjectNode json) {
        json.put("bytes", value.length);
        switch (requests.decode(topic, value)) {
            case Decoded.Readable<JudgeRequest>(var request) -> json.set("request", RequestJson.of(request));
            case Decoded.Unreadable<JudgeRequest>(var reason) ->
                json.put("unreadable", reason).put("base64", Base64.getEncoder().encodeToString(value));
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private LetterJson() {}
}
