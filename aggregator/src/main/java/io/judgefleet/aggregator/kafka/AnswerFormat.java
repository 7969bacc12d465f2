package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.AnsweredRequest;

/** Answered requests as bytes. */
final class AnswerFormat {
    static byte[] toBytes(AnsweredRequest answer) {
        return new Packer()
                .id(answer.verdictId())
                .id(answer.fingerprint())
                .time(answer.judgedAt())
                .bytes();
    }

    static AnsweredRequest answer(byte[] bytes) {
        var unpacker = new Unpacker(bytes);
        return new AnsweredRequest(unpacker.id(), unpacker.id(), unpacker.time());
    }

    private AnswerFormat() {}
}
