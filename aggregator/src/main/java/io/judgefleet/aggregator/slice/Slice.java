package io.judgefleet.aggregator.slice;

import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.rating.ModelPair;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.JudgeVersion;
import io.judgefleet.schemas.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The finest set of verdicts that is counted by itself; every figure is a sum over slices.
 *
 * @param arm experiment and arm, empty where there is none
 * @param isRepeat whether the comparison had been judged before and was asked again for the sake of it
 * @param dataset empty for comparisons without one
 * @param category empty for comparisons without one
 * @param models under test, each once and in the order of their ids
 */
public record Slice(
        JudgeVersion judge,
        JudgingMode mode,
        String arm,
        boolean isRepeat,
        String dataset,
        String category,
        List<String> models) {
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
                verdict.origin().sampleIndex() > 0,
                subject.dataset().orElse(""),
                subject.category().orElse(""),
                subject.modelIds().stream().distinct().sorted().toList());
    }

    /** The same slice of a judge under another name. */
    public Slice of(JudgeVersion other) {
        return new Slice(other, mode, arm, isRepeat, dataset, category, models);
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
        for (var part : List.of(mode.name(), arm, isRepeat ? "repeat" : "", dataset, category)) {
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

    /** The round of a file of comparisons that is judged again and again; empty for all other verdicts and for repeats. */
    public Optional<String> canaryRound() {
        return arm.startsWith(CANARY) && !isRepeat ? Optional.of(arm.substring(CANARY.length())) : Optional.empty();
    }

    /** Whether its verdicts enter the main figures: neither experiments nor repeats do. */
    public boolean isMain() {
        return arm.isEmpty() && !isRepeat;
    }

    /** The slice of the first judgements where this one has repeats; itself where it has first judgements. */
    public Slice ofFirst() {
        return new Slice(judge, mode, arm, false, dataset, category, models);
    }
}
