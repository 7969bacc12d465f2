package io.judgefleet.worker.delivery;

import io.judgefleet.schemas.Decoded;
import io.judgefleet.schemas.JudgeRequest;

/** Reads the bytes of a delivery. */
@FunctionalInterface
public interface RequestDecoder {
    Decoded<JudgeRequest> decode(Delivery delivery);
}
