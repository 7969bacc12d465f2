package io.judgefleet.aggregator;

import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.Require;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The finest set of verdicts that is counted by itself; every figure is a sum over slices.
 *
 * @param arm experiment and arm, empty for ordinary traffic
 * @param dataset empty for comparisons without one
 * @param category empty for comparisons without one
 * @param models under test, each once and in the order of their ids
 */
public record Slice(
        JudgeVersion judge, JudgingMode mode, String arm, String dataset, String category, List<String> models) {
    public Slice {
        models = List.copyOf(models);
        models.forEach(model -> Require.notBlank(model, "model id"));
    }

    public static Slice of(Verdict verdict) {
        var subject = verdict.subject();
        return new Slice(
                JudgeVersion.of(verdict),
                subject.mode(),
                verdict.origin()
                        .experiment()
                        .map(experiment -> experiment.id() + "/" + experiment.arm())
                        .orElse(""),
                subject.dataset().orElse(""),
                subject.category().orElse(""),
                subject.modelIds().stream().distinct().sorted().toList());
    }

    /** The two models that were compared; empty where there was one or more than two. */
    public Optional<ModelPair> pair() {
        return models.size() == 2 ? Optional.of(new ModelPair(models.getFirst(), models.getLast())) : Optional.empty();
    }

    public boolean isExperiment() {
        return !arm.isEmpty();
    }
}
