package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.judgelm.checkpoint.files.DType;
import io.judgefleet.judgelm.inference.TinyModel.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@EnabledOnOs(OS.LINUX)
@Isolated("it measures the memory of the whole process")
class LlamaMemoryTest {
    private static final long MOST_GROWTH_KIB = 48 * 1024;

    /** The heap lies below: the JVM's compressed pointers reach no farther. */
    private static final long REACH_OF_POINTERS = 32L << 30;

    private static final Pattern MAPPING = Pattern.compile("^[0-9a-f]+-[0-9a-f]+ ");

    @TempDir
    Path folder;

    @Test
    void shouldKeepResidentMemoryFlatWhenManyBatchesAreRead() throws IOException {
        var random = new Random(1);
        try (var model = TinyModel.random(Shape.PLAIN, 1, folder).load(DType.FP32)) {
            read(model, random, 500);
            System.gc();
            var before = residentKib();

            read(model, random, 5000);
            System.gc();

            assertThat(residentKib() - before).isLessThan(MOST_GROWTH_KIB);
            assertThat(model.cachedTokens()).isZero();
        }
    }

    /** oneDNN would keep a program for each shape; a judge's passes have one shape each. */
    @Test
    void shouldKeepResidentMemoryFlatWhenEveryPassHasAnotherShape() throws IOException {
        try (var model = TinyModel.random(Shape.PLAIN, 1, folder).load(DType.BF16)) {
            IntStream.range(100, 200).forEach(length -> read(model, length));
            System.gc();
            var before = residentKib();

            IntStream.range(200, 600).forEach(length -> read(model, length));
            System.gc();

            assertThat(residentKib() - before).isLessThan(MOST_GROWTH_KIB);
        }
    }

    private static void read(LanguageModel model, int length) {
        var span = TokenSpan.of(
                IntStream.range(0, length).map(at -> at % TinyModel.VOCABULARY).toArray());
        model.next(List.of(span), new int[0]);
        model.release(List.of(span));
    }

    private static void read(LanguageModel model, Random random, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            var trunks = Stream.generate(() -> TokenSpan.of(random.ints(1 + random.nextInt(30), 0, TinyModel.VOCABULARY)
                            .toArray()))
                    .limit(4)
                    .toList();
            var branches = trunks.stream().map(trunk -> trunk.branch(3)).toList();
            for (var spans : List.of(trunks, branches)) {
                model.next(spans, new int[] {1, 2, 3});
            }
            model.release(trunks);
            model.release(branches);
        }
    }

    /** What is resident outside of the Java heap, which grows as its collector likes. */
    private static long residentKib() throws IOException {
        long sum = 0;
        boolean isNative = false;
        for (var line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (MAPPING.matcher(line).find()) {
                isNative = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) >= REACH_OF_POINTERS;
            } else if (isNative && line.startsWith("Rss:")) {
                sum += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return sum;
    }
}
