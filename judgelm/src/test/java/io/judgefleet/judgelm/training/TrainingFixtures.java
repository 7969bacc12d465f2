package io.judgefleet.judgelm.training;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.training.TrainingPlan.Data;
import io.judgefleet.judgelm.training.TrainingPlan.Rhythm;
import io.judgefleet.judgelm.training.TrainingPlan.Source;
import io.judgefleet.judgelm.training.data.Augmentation;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small runs on the bundled random judge. */
public final class TrainingFixtures {
    public static final Path BASE = Path.of("../models/random-judge");

    /** A listener that says nothing. */
    static final TrainingRun.Listener SILENT = new TrainingRun.Listener() {
        @Override
        public void read(int training, int heldOut, List<Skip> skips) {}

        @Override
        public void made(StepReport report, int steps) {}
    };

    /** Comparisons of which each has a question of its own. */
    public static Path examples(Path folder, int count) throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            boolean firstWins = i % 2 == 0;
            lines.add("""
                    {"review_id": "r%d", "question_body": "What is %d?", "answer1_body": "%s", "answer2_body": "%s", "text": "%s\\nSo."}""".formatted(
                    i, i, firstWins ? "A number." : "No.", firstWins ? "No." : "A number.", firstWins ? "9 1" : "1 9"));
        }
        return Files.write(folder.resolve("examples.jsonl"), lines);
    }

    static TrainingRun run(Path examples, int steps, int saveEvery) {
        var plan = new TrainingPlan(
                new Source("random-judge", "digest"),
                new Data(List.of(examples.toString()), 0.2, false, 1024, LengthPolicy.REJECT, 0),
                new Augmentation(0.5, 1, 0.5, 1),
                new Schedule(steps, steps, 2, 0.003, 0.1, 0),
                AdamW.DEFAULT,
                StepSettings.DEFAULT,
                new Rhythm(1000, 0, 4, saveEvery));
        return new TrainingRun(plan, BASE, "trained", DType.FP32);
    }

    private TrainingFixtures() {}
}
