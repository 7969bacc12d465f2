package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.FORBIDDEN_PICKLE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.TRUNCATED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.WRONG_DTYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.judgefleet.judgelm.checkpoint.TorchZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchShardTest {
    private static final int[] SHAPE = {2, 3};
    private static final int[] STRIDES = {3, 1};

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("pytorch_model.bin");
    }

    @Test
    void shouldLocateTensorInStoredEntry() throws IOException {
        var storage = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        new TorchZip().tensor("w", "BFloat16Storage", SHAPE, STRIDES, storage).write(file);

        var location = located("w");

        assertThat(location.dtype()).isEqualTo(DType.BF16);
        assertThat(location.shape()).containsExactly(2, 3);
        var offset = (int) location.offset();
        assertThat(Arrays.copyOfRange(Files.readAllBytes(file), offset, offset + 12))
                .isEqualTo(storage);
    }

    @ParameterizedTest
    @CsvSource({"os, system", "builtins, eval", "torch._utils, _rebuild_parameter", "torch, load", "torch, Storage.x"})
    void shouldRefuseGlobalByNameWhenItIsNoTensorConstructor(String module, String name) throws IOException {
        new TorchZip()
                .text("w")
                .global(module, name)
                .text("echo")
                .code(0x85, 'R')
                .write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .withMessage(file + ": expected only tensors and their dictionary in the pickle, found a call of "
                        + module + "." + name)
                .extracting(CheckpointException::fault)
                .isEqualTo(FORBIDDEN_PICKLE);
    }

    @ParameterizedTest
    @CsvSource({"i, 0x69", "o, 0x6f", "S, 0x53", "I, 0x49", "P, 0x50", "2, 0x32", "0, 0x30"})
    void shouldRefuseInstructionWhenTorchWritesNone(char instruction, String shown) throws IOException {
        new TorchZip().text("w").code(instruction).write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .withMessageEndingWith("found " + shown);
    }

    @Test
    void shouldRefuseTensorWhenItIsTransposed() throws IOException {
        new TorchZip()
                .tensor("w", "FloatStorage", SHAPE, new int[] {1, 2}, new byte[24])
                .write(file);

        assertFault(UNSUPPORTED, "w: expected a contiguous tensor, found strides [1, 2]");
    }

    @Test
    void shouldRefuseTensorWhenItHasNotAStrideForEachExtent() throws IOException {
        new TorchZip()
                .tensor("w", "FloatStorage", SHAPE, new int[] {1}, new byte[24])
                .write(file);

        assertFault(MALFORMED_FILE, "w: expected a stride for each extent of [2, 3], found [1]");
    }

    @Test
    void shouldRefuseTensorWhenItsElementsAreNoFloats() throws IOException {
        new TorchZip().tensor("w", "LongStorage", SHAPE, STRIDES, new byte[48]).write(file);

        assertFault(WRONG_DTYPE, "w: expected element type fp32, fp16 or bf16, found Long");
    }

    @Test
    void shouldRefuseTensorWhenItIsLargerThanItsStorage() throws IOException {
        new TorchZip().tensor("w", "FloatStorage", SHAPE, STRIDES, new byte[20]).write(file);

        assertFault(MALFORMED_FILE, "w: expected at most 20 bytes of storage, found 24");
    }

    @Test
    void shouldRefuseTensorWhenItsExtentsOverflow() throws IOException {
        var huge = new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        new TorchZip().tensor("w", "FloatStorage", huge, huge, new byte[20]).write(file);

        assertFault(MALFORMED_FILE, "w: expected extents within 2^63 bytes");
    }

    @Test
    void shouldRefuseTensorWhenItHasMoreExtentsThanAnyTensor() throws IOException {
        var bomb = new int[100_000];
        new TorchZip().tensor("w", "FloatStorage", bomb, bomb, new byte[4]).write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .withMessage(file + ": expected at most 8 extents in the pickle, found 100000")
                .extracting(CheckpointException::fault)
                .isEqualTo(FORBIDDEN_PICKLE);
    }

    @Test
    void shouldReadNestedTuplesInLinearTimeWhenEachHoldsTheLastOneTwice() throws IOException {
        var bomb = new TorchZip().text("w").code(')');
        for (int depth = 0; depth < 100_000; depth++) {
            bomb.code('q', 0, 'h', 0, 0x86);
        }
        bomb.write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .withMessage(file + ": expected w to be a Tensor in the pickle, found Tuple");
    }

    @Test
    void shouldRefuseShardWhenAnEntryIsCompressed() throws IOException {
        new TorchZip().entry("data/0", new byte[100], ZipEntry.DEFLATED).write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .withMessageContaining("archive/data/0 to be stored uncompressed, found compression method 8");
    }

    @Test
    void shouldSayTruncatedWhenFileEndsInsidePickle() throws IOException {
        new TorchZip().text("w").code('X', 255, 255, 255, 0).write(file);

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .extracting(CheckpointException::fault)
                .isEqualTo(TRUNCATED_FILE);
    }

    @Test
    void shouldSayMalformedWhenFileIsAnOldPickleWithoutZip() throws IOException {
        Files.write(file, new byte[] {(byte) 0x80, 2, '}', '.'});

        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(this::tensors)
                .withMessageContaining("expected a zip file as torch.save writes it since version 1.6");
    }

    private void assertFault(CheckpointException.Fault fault, String message) {
        assertThatExceptionOfType(CheckpointException.class)
                .isThrownBy(() -> located("w"))
                .withMessage(file + ": " + message)
                .extracting(CheckpointException::fault)
                .isEqualTo(fault);
    }

    private TensorLocation located(String name) throws IOException {
        return Objects.requireNonNull(tensors().get(name)).locate(name, Files.size(file));
    }

    private Map<String, StoredTensor> tensors() {
        try (var opened = WeightFile.open(file)) {
            return TorchShard.read(opened);
        }
    }
}
