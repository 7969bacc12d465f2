package io.judgefleet.worker.config;

import io.judgefleet.deployable.ConfigurationException;
import io.judgefleet.deployable.PropertyReader;
import io.judgefleet.judgelm.Decoding;
import io.judgefleet.judgelm.Judge;
import io.judgefleet.judgelm.JudgeSettings;
import io.judgefleet.judgelm.LlamaJudge;
import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.Computing;
import io.judgefleet.judgelm.inference.Quantization;
import io.judgefleet.judgelm.prompt.LengthPolicy;
import io.judgefleet.judgelm.prompt.MarkerPolicy;
import io.judgefleet.judgement.KebabCase;
import io.judgefleet.worker.engine.ScriptedJudge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Which judge serves. */
public sealed interface JudgeChoice {
    String MODEL = "judgefleet.worker.model";

    /** Loads it, which may take minutes. */
    Judge load();

    /** A model of the LLaMA family. */
    record Llama(Path folder, JudgeSettings settings) implements JudgeChoice {
        @Override
        public Judge load() {
            return LlamaJudge.load(folder, settings);
        }
    }

    /** A stand-in without a model. */
    record Scripted(Duration delay) implements JudgeChoice {
        @Override
        public Judge load() {
            return new ScriptedJudge(delay);
        }
    }

    /** The words for the two kinds. */
    enum Kind {
        LLAMA,
        SCRIPTED
    }

    static JudgeChoice read(PropertyReader settings) {
        return switch (settings.choice("judgefleet.worker.judge", Kind.class, KebabCase::of)) {
            case LLAMA -> llama(settings);
            case SCRIPTED -> new Scripted(settings.duration("judgefleet.worker.scripted-delay"));
        };
    }

    private static Llama llama(PropertyReader settings) {
        var expected = "a model's folder as the Hugging Face hub has it";
        var folder = settings.path(MODEL, expected);
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(MODEL, expected, "no folder \"" + folder + "\"");
        }
        var judge = JudgeSettings.DEFAULT
                .withComputing(computing(settings))
                .withDecoding(settings.choice("judgefleet.worker.decoding", Decoding.class, Decoding::id))
                .withOverlong(settings.choice("judgefleet.worker.overlong", LengthPolicy.class, KebabCase::of))
                .withMarkers(settings.choice("judgefleet.worker.markers", MarkerPolicy.class, KebabCase::of))
                .withTokenBudget(settings.atLeast(1, "judgefleet.worker.token-budget"));
        int reasons = settings.atLeast(0, "judgefleet.worker.reasons");
        return new Llama(folder, reasons > 0 ? judge.withReasons(reasons) : judge);
    }

    private static Computing computing(PropertyReader settings) {
        var dtype = settings.choice("judgefleet.worker.dtype", DType.class, KebabCase::of);
        var quantization = settings.choice("judgefleet.worker.quantization", Quantization.class, Quantization::id);
        var device = settings.text("judgefleet.worker.device", "cpu, cuda or cuda:N");
        var reproducible = settings.flag("judgefleet.worker.reproducible");
        try {
            return new Computing(dtype, quantization, device, reproducible);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("judgefleet.worker.device", e);
        }
    }
}
