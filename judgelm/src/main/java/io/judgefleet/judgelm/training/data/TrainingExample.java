package io.judgefleet.judgelm.training.data;

import java.util.Optional;

/**
 * A comparison that a teacher judged.
 *
 * @param id decides, with a seed, how the example is augmented
 * @param referenced what the teacher said of the same answers with a reference beside them
 */
public record TrainingExample(
        String id,
        String question,
        String firstAnswer,
        String secondAnswer,
        TeacherJudgement judgement,
        Optional<Referenced> referenced) {

    /** A reference answer and the judgement made in its light. */
    record Referenced(String reference, TeacherJudgement judgement) {
        Referenced swapped() {
            return new Referenced(reference, judgement.swapped());
        }
    }

    /** The same comparison with the answers in the other order; its own inverse. */
    TrainingExample swapped() {
        return new TrainingExample(
                id, question, secondAnswer, firstAnswer, judgement.swapped(), referenced.map(Referenced::swapped));
    }

    public TrainingExample withoutReference() {
        return new TrainingExample(id, question, firstAnswer, secondAnswer, judgement, Optional.empty());
    }
}
