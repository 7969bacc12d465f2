package io.judgefleet.judgelm.training.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Examples to learn from and examples to be examined on; all examples of a question are on one side, whatever the order of the files. */
public record Splits(List<TrainingExample> training, List<TrainingExample> heldOut) {
    private static final int STEPS = 10_000;

    public static Splits of(List<TrainingExample> examples, double heldOutShare) {
        var sides = examples.stream()
                .collect(Collectors.partitioningBy(example -> place(example.question()) < heldOutShare * STEPS));
        return new Splits(sides.getOrDefault(false, List.of()), sides.getOrDefault(true, List.of()));
    }

    private static long place(String question) {
        var checksum = new CRC32();
        checksum.update(question.strip().getBytes(UTF_8));
        return checksum.getValue() % STEPS;
    }
}
