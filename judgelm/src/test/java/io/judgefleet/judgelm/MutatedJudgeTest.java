package io.judgefleet.judgelm;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgement.JudgingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages a judge in seeded ways and has it judge: it is refused by name, or every comparison gets its passes. {@code -Pfuzz} is the long run. */
class MutatedJudgeTest {
    private static final Path FIXTURE = Path.of("src/test/resources/llama-fixtures/llama3-style");
    private static final int MUTATIONS = Integer.getInteger("judgefleet.judge-mutations", 12);
    private static final int HEADER_BYTES = 3400;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors"})
    void shouldRefuseOrJudgeWhenFileIsDamaged(String name) throws IOException {
        try (var files = Files.list(FIXTURE)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        var intact = Files.readAllBytes(FIXTURE.resolve(name));
        var random = new Random(20261130);
        int judged = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(folder.resolve(name), mutated(intact, name, random));
            judged += judges() ? 1 : 0;
        }

        assertThat(judged).isPositive();
    }

    private boolean judges() {
        try (var judge = LlamaJudge.load(folder, JudgeSettings.DEFAULT)) {
            var task = new JudgeTask(JudgingMode.PAIR, "Why?", List.of("Because.", "No idea."), Optional.empty());
            assertThat(judge.judge(List.of(judge.prepare(task))).getFirst()).hasSize(2);
            return true;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageStartingWith(folder.toString());
            return false;
        }
    }

    /** Numbers of the weights become any numbers; those of the configuration other digits. */
    private static byte[] mutated(byte[] intact, String name, Random random) {
        var bytes = intact.clone();
        int from = name.equals("config.json") ? 0 : HEADER_BYTES;
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = from + random.nextInt(bytes.length - from);
            bytes[at] = name.equals("config.json") ? digit(bytes[at], random) : (byte) random.nextInt(256);
            if (from > 0 && random.nextInt(3) == 0) {
                bytes[at | 1] = 0x7f;
            }
        }
        return bytes;
    }

    private static byte digit(byte letter, Random random) {
        return letter >= '0' && letter <= '9' || random.nextInt(8) == 0 ? (byte) ('0' + random.nextInt(10)) : letter;
    }
}
