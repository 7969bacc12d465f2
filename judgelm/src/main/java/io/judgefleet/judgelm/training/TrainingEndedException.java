package io.judgefleet.judgelm.training;

/** A run was told to end before its last step; it can be resumed after the step that is named. */
public final class TrainingEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TrainingEndedException(int step) {
        super("told to end: the state after step %d is saved, and --resume goes on from it".formatted(step));
    }
}
