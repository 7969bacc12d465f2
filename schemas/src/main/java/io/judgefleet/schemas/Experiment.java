package io.judgefleet.schemas;

import io.judgefleet.judgement.Require;

/**
 * The arm of an experiment that a request belongs to, such as a perturbation or a reference that was left out.
 *
 * @param id what links the arms of one experiment
 * @param arm such as {@code control} or {@code verbose}
 */
public record Experiment(String id, String arm) {
    /** The experiment whose arms are rounds of one file of comparisons that is judged again and again. */
    public static final String CANARY = "canary";

    public Experiment {
        Require.notBlank(id, "experiment id");
        Require.notBlank(arm, "experiment arm");
    }
}
