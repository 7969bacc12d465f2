package io.judgefleet.judgelm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages files of a model folder in seeded ways: opening it succeeds or says what is wrong, and asks for no memory that
 * the files do not justify. The time is the processor's, so that a busy machine fails nothing.
 *
 * <p>{@code -Pfuzz} is the long run: more than a million mutations, five files with 200,000 each and two tokenizers with
 * 20,000. Each reports the most memory that opening a damaged folder asked the heap for.
 */
class MutatedCheckpointTest {
    private static final Path FIXTURES = Path.of("src/test/resources/llama-fixtures");
    private static final int MUTATIONS = Integer.getInteger("judgefleet.mutations", 1000);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long AN_EXCEPTION = 1 << 20;

    @TempDir
    Path folder;

    /** What a damaged folder may cost: twice what the intact one does, its files once more, and the telling of it. */
    private long allowed = Long.MAX_VALUE;

    private long mostAllocated;

    static Stream<Arguments> files() {
        Consumer<Path> weights = Checkpoint::open;
        Consumer<Path> tokenizer = damaged -> Tokenizer.open(damaged).close();
        return Stream.of(
                Arguments.of(FIXTURES.resolve("llama3-style"), "model.safetensors", 0, 3300, 1, weights),
                Arguments.of(FIXTURES.resolve("vicuna-style"), "pytorch_model-00001-of-00002.bin", 0, 2000, 1, weights),
                Arguments.of(
                        FIXTURES.resolve("vicuna-style"),
                        "pytorch_model-00001-of-00002.bin",
                        477_300,
                        2107,
                        1,
                        weights),
                Arguments.of(FIXTURES.resolve("vicuna-style"), "pytorch_model.bin.index.json", 0, 2653, 1, weights),
                Arguments.of(FIXTURES.resolve("llama3-style"), "config.json", 0, 633, 1, weights),
                Arguments.of(FIXTURES.resolve("vicuna-style"), "tokenizer.model", 0, 14_694, 10, tokenizer),
                Arguments.of(Path.of("src/test/resources/byte-level"), "tokenizer.json", 0, 12_000, 10, tokenizer));
    }

    @ParameterizedTest(name = "{1} from {2}")
    @MethodSource("files")
    void shouldSayWhatIsWrongWhenFileIsDamaged(
            Path fixture, String name, int from, int length, int cost, Consumer<Path> opening, TestReporter reporter)
            throws IOException {
        copy(fixture);
        bound(opening);
        var intact = Files.readAllBytes(fixture.resolve(name));
        var random = new Random(20261124);
        var refused = 0;
        for (int i = 0; i < MUTATIONS / cost; i++) {
            overwrite(folder.resolve(name), mutated(intact, from, Math.min(length, intact.length - from), random));
            refused += opens(opening) ? 0 : 1;
        }
        reporter.publishEntry("%s from %d: refused %d of %d, at most %d bytes allocated of %d"
                .formatted(name, from, refused, MUTATIONS / cost, mostAllocated, allowed));

        assertThat(refused).isGreaterThan(MUTATIONS / cost / 10);
    }

    @Test
    void shouldMakeNothingOfLayersThatAreOnlyClaimed() throws IOException {
        copy(FIXTURES.resolve("llama3-style"));
        bound(Checkpoint::open);
        var config = folder.resolve("config.json");
        var claimed =
                Files.readString(config).replaceFirst("\"num_hidden_layers\": \\d+", "\"num_hidden_layers\": 4096");
        Files.writeString(config, claimed);

        assertThat(opens(Checkpoint::open)).isFalse();
    }

    private void bound(Consumer<Path> opening) throws IOException {
        opens(opening);
        allowed = 2 * allocatedBy(opening) + sizeOfFolder() + AN_EXCEPTION;
        mostAllocated = 0;
    }

    /** Anything but success and the one typed exception falls through and fails the test. */
    private boolean opens(Consumer<Path> opening) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        var begun = THREADS.getCurrentThreadCpuTime();
        try {
            opening.accept(folder);
            return true;
        } catch (CheckpointException e) {
            assertThat(e).hasMessageStartingWith(folder.toString());
            return false;
        } finally {
            mostAllocated = Math.max(mostAllocated, THREADS.getCurrentThreadAllocatedBytes() - before);
            assertThat(mostAllocated).isLessThan(allowed);
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    private long allocatedBy(Consumer<Path> opening) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        opening.accept(folder);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private long sizeOfFolder() throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** In place: a file system that has seen a file emptied takes care to bring its new content to the disk at once. */
    private static void overwrite(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content), 0);
            channel.truncate(content.length);
        }
    }

    private static byte[] mutated(byte[] intact, int from, int length, Random random) {
        var bytes = intact.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = from + random.nextInt(length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) 0xff;
                case 3 -> fill(bytes, at, random);
                case 4 -> inflate(bytes, at);
                default -> {
                    int source = from + random.nextInt(length);
                    int count = Math.min(random.nextInt(16), intact.length - Math.max(at, source));
                    System.arraycopy(intact, source, bytes, at, count);
                }
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static void fill(byte[] bytes, int at, Random random) {
        var value = (byte) List.of(0, 0x7f, 0x80, 0xff).get(random.nextInt(4)).intValue();
        Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), value);
    }

    /** The next number that is written in digits, as large as they allow. */
    private static void inflate(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && !isDigit(bytes[at])) {
            at++;
        }
        for (; at < bytes.length && isDigit(bytes[at]); at++) {
            bytes[at] = '9';
        }
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    private void copy(Path fixture) throws IOException {
        try (var files = Files.list(fixture)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
