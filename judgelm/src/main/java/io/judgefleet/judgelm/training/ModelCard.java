package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.metrics.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The README of a trained judge: what it was trained on, and how it did on questions that it never saw. */
record ModelCard(
        Origin origin,
        TrainingPlan plan,
        List<StepReport> reports,
        Examination heldOut,
        Examination heldOutWithReference) {

    /** What was trained, and on how much. */
    record Origin(String name, long parameters, DType dtype, int examples, int skipped) {}

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("README.md"), text());
    }

    String text() {
        long tokens =
                reports.stream().mapToLong(report -> report.volume().tokens()).sum();
        long judged = reports.stream()
                .mapToLong(report -> report.volume().judgementTokens())
                .sum();
        var text = new StringBuilder("# %s%n%n".formatted(origin.name()));
        text.append("A judge of %,d parameters (%s), fine-tuned from `%s` by `judgefleet train`.%n%n"
                .formatted(
                        origin.parameters(),
                        origin.dtype().torchName(),
                        plan.source().base()));
        text.append("## Training%n%n".formatted());
        text.append("| | |%n|---|---|%n".formatted());
        row(text, "data", String.join(", ", plan.data().files()));
        row(text, "examples", "%,d, and %,d lines left out".formatted(origin.examples(), origin.skipped()));
        row(
                text,
                "steps",
                "%,d of %d samples".formatted(reports.size(), plan.schedule().samplesPerStep()));
        row(text, "tokens", "%,d, of which %,d of judgements".formatted(tokens, judged));
        row(text, "augmentation", augmentation());
        row(
                text,
                "learning rate",
                "%s, warm-up %s, cosine to %s of it"
                        .formatted(
                                plan.schedule().peakRate(),
                                plan.schedule().warmup(),
                                plan.schedule().floor()));
        row(text, "arithmetic", plan.step().dtype().torchName());
        text.append("%n## On held-out questions%n%n".formatted());
        figures(text);
        return text.toString();
    }

    private String augmentation() {
        var ratios = plan.augmentation();
        return String.format(
                Locale.ROOT,
                "swap %.2f, reference support %.2f, reference drop %.2f, seed %d",
                ratios.swap(),
                ratios.support(),
                ratios.drop(),
                ratios.seed());
    }

    private void figures(StringBuilder text) {
        var bare = heldOut.figures();
        var referenced = heldOutWithReference.figures();
        text.append("| figure | without reference | with reference |%n|---|---|---|%n".formatted());
        for (var name : bare.keySet()) {
            text.append("| %s | %s | %s |%n".formatted(name, shown(bare, name), shown(referenced, name)));
        }
        text.append(
                "%nShares of comparisons with 95 %% intervals (Wilson) where one is defined; definitions in docs/metrics.md.%n"
                        .formatted());
    }

    private static String shown(Map<String, Figure> figures, String name) {
        var figure = figures.get(name);
        return figure == null || figure.value().isEmpty()
                ? "none"
                : String.format(Locale.ROOT, "%.3f", figure.value().getAsDouble())
                        + figure.interval()
                                .map(interval ->
                                        String.format(Locale.ROOT, " (%.3f to %.3f)", interval.low(), interval.high()))
                                .orElse("")
                        + ", n = " + figure.n();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| %s | %s |%n".formatted(name, value));
    }
}
