package io.judgefleet.aggregator.rest;

import io.judgefleet.judgement.KebabCase;
import io.judgefleet.schemas.JudgeVersion;

/** A judge as readers get it. */
record JudgeJson(String name, String fingerprint, String weightsOrigin) {
    static JudgeJson of(JudgeVersion judge) {
        return new JudgeJson(judge.name(), judge.fingerprint(), KebabCase.of(judge.weightsOrigin()));
    }
}
