package io.judgefleet.judgelm.prompt;

/** What becomes of user text that holds markers of the prompt template. */
public enum MarkerPolicy {
    /** The markers lose the form that the template gives them. */
    NEUTRALISE,
    /** The prompt stays as it is; only its markers are named. */
    FLAG,
    /** The task is not judged. */
    REJECT
}
