package io.judgefleet.aggregator.kafka.format;

import io.judgefleet.aggregator.counts.AnsweredRequest;

/** Answered requests as bytes. */
public final class AnswerFormat {
    public static byte[] toBytes(AnsweredRequest answer) {
        return new Packer()
                .id(answer.verdictId())
                .id(answer.fingerprint())
                .time(answer.judgedAt())
                .bytes();
    }

    public static AnsweredRequest answer(byte[] bytes) {
        var unpacker = new Unpacker("answer to a request", bytes);
        return new AnsweredRequest(unpacker.id(), unpacker.id(), unpacker.time());
    }

    private AnswerFormat() {}
}
