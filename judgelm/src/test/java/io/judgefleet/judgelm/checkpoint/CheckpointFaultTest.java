package io.judgefleet.judgelm.checkpoint;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MISSING_TENSOR;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.TRUNCATED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNEXPECTED_TENSOR;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFaultTest {
    private static final Path FIXTURES = Path.of("src/test/resources/llama-fixtures");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"num_hidden_layers\": 3 | \"num_hidden_layers\": 4 | MISSING_TENSOR | model.layers.3.",
                "\"num_hidden_layers\": 3 | \"num_hidden_layers\": 4096 | MISSING_TENSOR | model.layers.3.",
                "\"num_hidden_layers\": 3 | \"num_hidden_layers\": 2 | UNEXPECTED_TENSOR | model.layers.2.",
                "\"intermediate_size\": 160 | \"intermediate_size\": 161 | WRONG_SHAPE | mlp",
                "\"vocab_size\": 1024 | \"vocab_size\": 1023 | WRONG_SHAPE | model.embed_tokens.weight: expected [1023, 64], found [1024, 64]",
                "\"model_type\": \"llama\" | \"model_type\": \"qwen2\" | MISSING_TENSOR | .bias",
                "\"model_type\": \"llama\" | \"model_type\": \"gpt2\" | UNSUPPORTED | found gpt2",
                "LlamaForCausalLM | LlamaForSequenceClassification | UNSUPPORTED | found LlamaForSequenceClassification, a reward model or classifier",
                "\"vocab_size\": 1024 | \"vocab_size\": 1024, \"quantization_config\": {\"quant_method\": \"gptq\"} | UNSUPPORTED | found weights quantized with gptq",
                "\"rope_theta\": 500000.0 | \"rope_theta\": 1e-300 | MALFORMED_FILE | rope_theta to be a finite number from 1 up, found 1.0E-300",
                "\"high_freq_factor\": 4.0 | \"high_freq_factor\": 1.0 | MALFORMED_FILE | high_freq_factor to be above low_freq_factor, 1.0, found 1.0",
                "\"hidden_act\": \"silu\" | \"hidden_act\": \"gelu\" | UNSUPPORTED | expected hidden_act to be silu, found gelu",
                "\"rope_type\": \"llama3\" | \"rope_type\": \"yarn\" | UNSUPPORTED | expected rope_type to be default, linear or llama3, found yarn",
                "\"hidden_size\": 64 | \"hidden_size\": -1 | MALFORMED_FILE | expected hidden_size to be a whole number",
                "\"hidden_size\": 64 | \"hidden_size\": 1e300 | MALFORMED_FILE | hidden_size",
                "\"hidden_size\": 64 | \"hidden_size\": NaN | MALFORMED_FILE | expected JSON, found NaN, which JSON does not have at line",
                "\"hidden_size\": 64, | '' | MALFORMED_FILE | hidden_size",
                "\"rms_norm_eps\": 1e-05 | \"rms_norm_eps\": \"x\" | MALFORMED_FILE | rms_norm_eps",
                "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | MALFORMED_FILE | a divisor of 4, found 3",
                "\"torch_dtype\": \"bfloat16\" | \"torch_dtype\": \"int8\" | UNSUPPORTED | torch_dtype",
                "\"eos_token_id\": 2 | \"eos_token_id\": [2, -1] | MALFORMED_FILE | eos_token_id to be a token id"
            })
    void shouldNameFaultWhenConfigurationIsNotThatOfTheWeights(String from, String to, Fault fault, String message)
            throws IOException {
        copy("llama3-style");
        edit("config.json", from, to);

        assertFault(fault, message);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"shape\": [64, 64]', '\"shape\": [64, 99]', MALFORMED_FILE",
        "'\"dtype\": \"BF16\"', '\"dtype\": \"I16X\"', WRONG_DTYPE",
        "'\"dtype\": \"BF16\"', '\"dtype\": \"F32\" ', MALFORMED_FILE",
        "'model.norm.weight', 'model.nerm.weight', UNEXPECTED_TENSOR"
    })
    void shouldNameFaultWhenSafetensorsHeaderIsWrong(String from, String to, Fault fault) throws IOException {
        copy("llama3-style");
        edit("model.safetensors", from, to);

        assertFault(fault, "model.safetensors: ");
    }

    @Test
    void shouldSayTruncatedWhenSafetensorsEndEarly() throws IOException {
        copy("llama3-style");
        var file = folder.resolve("model.safetensors");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertFault(TRUNCATED_FILE, "model.safetensors: ");
    }

    @Test
    void shouldNameShardWhenItIsMissing() throws IOException {
        copy("vicuna-style");
        Files.delete(folder.resolve("pytorch_model-00002-of-00002.bin"));

        assertFault(UNREADABLE_FILE, "pytorch_model-00002-of-00002.bin: expected a readable file, found none");
    }

    @Test
    void shouldNameTensorWhenIndexPutsItInAnotherShard() throws IOException {
        copy("vicuna-style");
        edit(
                "pytorch_model.bin.index.json",
                "\"lm_head.weight\": \"pytorch_model-00002",
                "\"lm_head.weight\": \"pytorch_model-00001");

        assertFault(MISSING_TENSOR, "lm_head.weight: expected in pytorch_model-00001-of-00002.bin, found none");
    }

    @Test
    void shouldRefuseIndexWhenItPointsOutOfTheFolder() throws IOException {
        copy("vicuna-style");
        edit("pytorch_model.bin.index.json", "\"pytorch_model-00002-of-00002.bin\"", "\"../secret\"");

        assertFault(MALFORMED_FILE, "expected a file name, found ../secret");
    }

    @Test
    void shouldNameFolderWhenItHasNoWeights() throws IOException {
        Files.copy(FIXTURES.resolve("vicuna-style/config.json"), folder.resolve("config.json"));

        assertFault(UNREADABLE_FILE, "expected model.safetensors, pytorch_model.bin or an index of shards, found none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "generation_config.json"})
    void shouldNameThePointerWhenGitLfsHasNotFetchedAFile(String name) throws IOException {
        copy("llama3-style");
        Files.writeString(
                folder.resolve(name),
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 4976698672\n");

        assertFault(
                UNREADABLE_FILE,
                name + ": expected the file itself, found a Git LFS pointer to it; fetch it with \"git lfs pull\"");
    }

    @Test
    void shouldNameTheBaseWhenTheFolderIsAnAdapter() throws IOException {
        Files.writeString(
                folder.resolve("adapter_config.json"),
                "{\"peft_type\": \"LORA\", \"base_model_name_or_path\": \"meta-llama/Llama-3.1-8B\"}");

        assertFault(
                UNSUPPORTED,
                "expected a whole model, found a PEFT adapter; merge it into meta-llama/Llama-3.1-8B and give the merged folder");
    }

    @Test
    void shouldNameTheAdapterWhenItLiesBesideAConfiguration() throws IOException {
        Files.copy(FIXTURES.resolve("vicuna-style/config.json"), folder.resolve("config.json"));
        Files.createFile(folder.resolve("adapter_model.safetensors"));

        assertFault(UNREADABLE_FILE, "or an index of shards, found a PEFT adapter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score.weight | , the head of a reward model or classifier",
                "model.q.qweight | , of weights that were quantized, as by GPTQ or AWQ",
                "m.lora_A.weight | , of a PEFT adapter"
            })
    void shouldSayWhatATensorIsKnownForWhenItIsNoneOfOurs(String name, String origin) throws IOException {
        copy("llama3-style");
        edit(
                "model.safetensors",
                "model.norm.weight\"",
                name + "\"" + " ".repeat("model.norm.weight".length() - name.length()));

        assertFault(UNEXPECTED_TENSOR, origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors"})
    void shouldSayWhatIsThereWhenAFolderStandsInThePlaceOfAFile(String name) throws IOException {
        copy("llama3-style");
        Files.delete(folder.resolve(name));
        Files.createDirectory(folder.resolve(name));

        assertFault(UNREADABLE_FILE, name + ": expected a regular file, found something else");
    }

    @Test
    void shouldGiveSameDigestWhateverTheFilesAreAndAnotherWhenOneWeightDiffers() throws IOException {
        copy("llama3-style");
        var before = Checkpoint.open(folder).digest();
        edit("model.safetensors", "{\"format\": \"pt\"}", "{\"format\": \"np\"}");
        assertThat(Checkpoint.open(folder).digest()).isEqualTo(before);

        var file = folder.resolve("model.safetensors");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(Checkpoint.open(folder).digest()).isNotEqualTo(before);
    }

    private void assertFault(Fault fault, String message) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> Checkpoint.open(folder))
                .withMessageContaining(message)
                .extracting(CheckpointException::fault)
                .isEqualTo(fault);
    }

    private void copy(String fixture) throws IOException {
        try (var files = Files.list(FIXTURES.resolve(fixture))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    /** Replaces text in a file that may be binary; what is put in a header has the length of what was there. */
    private void edit(String name, String from, String to) throws IOException {
        var file = folder.resolve(name);
        var text = Files.readString(file, ISO_8859_1);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to), ISO_8859_1);
    }
}
