package io.judgefleet.worker.kafka;

import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.wire.Codec;
import io.judgefleet.worker.delivery.RequestDecoder;
import java.util.Map;

/** The formats of what a worker reads and of what it writes. */
public record Codecs(Codec<JudgeRequest> requests, Codec<Verdict> verdicts) implements AutoCloseable {
    /** Codecs with Confluent's settings, such as {@code schema.registry.url}. */
    public static Codecs of(Map<String, String> settings) {
        return new Codecs(Codec.judgeRequests(settings), Codec.verdicts(settings));
    }

    public RequestDecoder decoder() {
        return delivery -> requests.decode(
                delivery.position().topic(), delivery.original().value().orElse(null));
    }

    @Override
    public void close() {
        requests.close();
        verdicts.close();
    }
}
