package io.judgefleet.judgelm.training;

import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.input.InputFormat;
import io.judgefleet.comparisons.input.InputReader;
import io.judgefleet.comparisons.input.InputSettings;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.input.SeenIds;
import io.judgefleet.comparisons.json.Found;
import io.judgefleet.comparisons.json.InputSource;
import io.judgefleet.comparisons.json.ObjectReader;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.judgelm.training.data.TrainingFile;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.Preference;
import io.judgefleet.metrics.agreement.Votes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A file of comparisons for a judge of this process, in every format and with every refusal that {@code submit} has, and in
 * JudgeLM's training format.
 *
 * @param format absent where the first object shall show it
 * @param references whether references are shown where there are any
 */
public record ComparisonFile(Path file, Optional<InputFormat> format, boolean references) {
    /** A comparison as a task, and what the majority of its annotators prefer, where there is one. */
    public record Entry(JudgeTask task, Optional<Preference> label) {}

    /** What a file holds, and the places that hold no comparison. */
    public record Content(List<Entry> entries, List<Skip> skips) {
        public Content {
            entries = List.copyOf(entries);
            skips = List.copyOf(skips);
        }

        public List<JudgeTask> tasks() {
            return entries.stream().map(Entry::task).toList();
        }

        /** The comparisons that have a label. */
        public List<Examination.Item> labelled() {
            return entries.stream()
                    .flatMap(entry -> entry.label().map(label -> new Examination.Item(entry.task(), label)).stream())
                    .toList();
        }
    }

    /** The first comparisons of the file, at most so many. */
    public Content read(int most) throws IOException {
        return isTrainingData() ? examples(most) : comparisons(most);
    }

    /** JudgeLM's samples with the teacher's own words, which also say what the teacher found in the light of a reference. */
    private boolean isTrainingData() throws IOException {
        try (var reader = ObjectReader.open(InputSource.of(file))) {
            for (var found = reader.next(); found.isPresent(); found = reader.next()) {
                if (found.get() instanceof Found.Whole whole) {
                    var seen = format.or(() -> InputFormat.of(whole.fields()));
                    return seen.filter(InputFormat.JUDGELM::equals).isPresent()
                            && whole.fields().has("text");
                }
            }
            return false;
        }
    }

    private Content examples(int most) throws IOException {
        var content = new TrainingFile(true).read(List.of(file));
        var entries = content.examples().stream()
                .limit(most)
                .map(example -> references ? example : example.withoutReference())
                .map(Augmentation::lesson)
                .map(lesson -> new Entry(
                        lesson.task(), Optional.of(lesson.judgement().scores().preference())))
                .toList();
        return new Content(entries, content.skips());
    }

    private Content comparisons(int most) throws IOException {
        var entries = new ArrayList<Entry>();
        var skips = new ArrayList<Skip>();
        // The time of a label matters only where a later one replaces it.
        var settings = new InputSettings(format, Optional.empty(), Instant.EPOCH);
        try (var reader = InputReader.open(InputSource.of(file), settings, new SeenIds())) {
            for (var item = reader.next(); item.isPresent() && entries.size() < most; item = reader.next()) {
                switch (item.get()) {
                    case Item.Rejected rejected -> skips.add(new Skip(rejected.position(), rejected.reason()));
                    case Item.Accepted accepted -> add(accepted, entries, skips);
                }
            }
        }
        return new Content(entries, skips);
    }

    private void add(Item.Accepted item, List<Entry> entries, List<Skip> skips) {
        try {
            entries.add(new Entry(task(item.comparison()), majority(item.labels())));
        } catch (IllegalArgumentException e) {
            skips.add(new Skip(item.position(), String.valueOf(e.getMessage())));
        }
    }

    private JudgeTask task(Comparison comparison) {
        var reference = references ? comparison.reference() : Optional.<String>empty();
        var texts = comparison.answers().stream().map(answer -> answer.text()).toList();
        JudgingMode.PAIR.require(texts.size(), reference.isPresent());
        return new JudgeTask(JudgingMode.PAIR, comparison.question().text(), texts, reference);
    }

    /** The majority of the labels of the most authoritative kind that is there: gold, then human, then teacher. */
    private static Optional<Preference> majority(List<Label> labels) {
        var byAnnotator = new LinkedHashMap<String, Label>();
        labels.forEach(label -> byAnnotator.put(label.annotator(), label));
        return labels.stream()
                .map(Label::kind)
                .min(Enum::compareTo)
                .flatMap(kind -> Votes.of(byAnnotator.values().stream()
                                .filter(label -> label.kind() == kind)
                                .map(Label::preference)
                                .toList())
                        .majority());
    }
}
