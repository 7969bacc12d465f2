package io.judgefleet.metrics.drift;

import io.judgefleet.judgement.Require;

/** What must stay the same for scores to be comparable: a judge, its weights and code, and its prompt. */
public record Segment(String judge, String judgeVersion, String promptVersion) {
    public Segment {
        Require.notBlank(judge, "judge");
        Require.notBlank(judgeVersion, "judge version");
        Require.notBlank(promptVersion, "prompt version");
    }
}
