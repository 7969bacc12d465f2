package io.judgefleet.local.fleet;

import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.JudgeCard;
import java.nio.file.Files;
import java.nio.file.Path;

/** The model folder that a local fleet judges with, and how its scores are read. */
public record LocalJudge(Path folder, JudgeCard card, Decoding decoding) {
    /** With the decoding that suits the weights: random ones hardly ever write two scores when left to themselves. */
    public static LocalJudge of(Path folder) {
        var card = card(folder);
        return new LocalJudge(folder, card, card.isRandom() ? Decoding.CONSTRAINED_ARGMAX : Decoding.GREEDY);
    }

    LocalJudge withDecoding(Decoding other) {
        return new LocalJudge(folder, card, other);
    }

    private static JudgeCard card(Path folder) {
        if (!Files.exists(folder.resolve("config.json"))) {
            throw new IllegalArgumentException(
                    "expected a Hugging Face model folder with a config.json, found none in " + folder);
        }
        return JudgeCard.read(folder);
    }
}
