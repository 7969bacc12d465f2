package io.judgefleet.aggregator;

import io.judgefleet.metrics.JudgingMode;
import io.judgefleet.metrics.Require;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.schemas.Experiment;
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
    private static final String CANARY = Experiment.CANARY + "/";

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

    /**
     * Mixed well: names that differ in a digit have neighbouring hashes, whose sums coincide so often that a table of slices
     * would be a handful of long chains.
     */
    @Override
    public int hashCode() {
        var hash = judge.fingerprint().hashCode();
        for (var part : List.of(mode.name(), arm, dataset, category)) {
            hash = mixed(hash, part);
        }
        for (var model : models) {
            hash = mixed(hash, model);
        }
        return hash;
    }

    private static int mixed(int hash, String part) {
        var next = (hash ^ part.hashCode()) * 0x9E3779B1;
        return next ^ next >>> 15;
    }

    /** The round of a file of comparisons that is judged again and again; empty for all other verdicts. */
    public Optional<String> canaryRound() {
        return arm.startsWith(CANARY) ? Optional.of(arm.substring(CANARY.length())) : Optional.empty();
    }

    public boolean isExperiment() {
        return !arm.isEmpty();
    }
}
