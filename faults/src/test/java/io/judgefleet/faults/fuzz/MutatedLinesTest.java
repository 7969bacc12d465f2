package io.judgefleet.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.comparisons.input.InputReader;
import io.judgefleet.comparisons.input.InputSettings;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.input.SeenIds;
import io.judgefleet.comparisons.json.InputSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the bytes of an input are, reading them gives items, and costs no more memory than they could be worth. */
class MutatedLinesTest {
    private static final int LINES = 25;
    private static final long MOST_BYTES_PER_BYTE = 400;
    private static final long MOST_BYTES = 8 << 20;
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final List<String> SAMPLES = List.of(
            """
            {"id":"c1","question":"What is 6 times 7?","answers":[{"model":"a","text":"42"},{"model":"b","text":"43"}]}""", """
            {"question_id":7,"question_body":"Why?","answer1_body":"Because.","answer2_body":"So.","answer1_model_id":"a",\
            "answer2_model_id":"b","score":[8,7.5]}""",
            """
            {"pair_id":"p1","question":"Why?","response_model":"a","response_A":"yes","response_B":"no","label":"A>B"}""", """
            {"idx":3,"motivated_query":"q","instruction":"Say hello","input":"","response1":"hi","response2":"ho",\
            "annotator1":1,"annotator2":2,"annotator3":0,"cmp_key":"x_y"}""");

    @Test
    void shouldMakeItemsOfEveryInput() {
        // What the classes themselves need when they are loaded is not the inputs' doing.
        SAMPLES.forEach(sample -> read(sample.getBytes(UTF_8)));
        var mutation = new Mutation(Fuzzing.seed());
        long accepted = 0;
        long items = 0;
        for (long lines = 0; lines < Fuzzing.cases(); lines += LINES) {
            var bytes = input(mutation, SAMPLES.get((int) (lines / LINES % SAMPLES.size())));
            long before = Fuzzing.allocated();
            var counts = read(bytes);
            assertThat(Fuzzing.allocated() - before)
                    .as("input at line %d", lines)
                    .isLessThan(MOST_BYTES + MOST_BYTES_PER_BYTE * bytes.length);
            accepted += counts[0];
            items += counts[1];
        }
        assertThat(accepted).isBetween(Fuzzing.cases() / 1000, items - Fuzzing.cases() / 10);
    }

    /** A damaged line is often followed by whole ones, which must not suffer. */
    private static byte[] input(Mutation mutation, String sample) {
        var lines = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            var whole = sample.getBytes(UTF_8);
            lines.writeBytes(i % 5 == 4 ? whole : mutation.of(whole));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static long[] read(byte[] bytes) {
        var counts = new long[2];
        var source = new InputSource("in", () -> new ByteArrayInputStream(bytes));
        try (var reader = InputReader.open(source, InputSettings.at(NOW), new SeenIds())) {
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                counts[0] += item.get() instanceof Item.Accepted ? 1 : 0;
                counts[1]++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }
}
