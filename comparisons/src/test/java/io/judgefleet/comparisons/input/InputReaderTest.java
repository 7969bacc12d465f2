package io.judgefleet.comparisons.input;

import static io.judgefleet.comparisons.input.Inputs.READ_AT;
import static io.judgefleet.comparisons.input.Inputs.line;
import static io.judgefleet.comparisons.input.Inputs.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.judgefleet.comparisons.json.InputSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {
    static Stream<Arguments> badLines() {
        return Stream.of(
                arguments("{\"id\": 1,", "expected JSON, found an end in the middle of a value at column 10"),
                arguments("no json", "expected JSON, found the word \"no\" outside quotes at column 1"),
                arguments("{} {}", "expected JSON, found something behind the object at column 4"),
                arguments("{\"id\":1,\"id\":2}", "expected JSON, found the field \"id\" twice at column 13"),
                arguments("[1]", "expected a JSON object, found an array of 1"),
                arguments("{\"a\":" + "[".repeat(100), "expected JSON, found more than 64 levels of nesting"),
                arguments("42", "expected a JSON object, found the number 42"),
                arguments("{\"answers\":\"x\"}", "expected a text in question, found no such field"),
                arguments(line("x").replace("\"43\"", "43"), "expected a text in answers[1].text, found the number 43"),
                arguments(
                        line("x").replace("\"43\"", "true"),
                        "expected a text in answers[1].text, found the boolean true"),
                arguments(line("x").replace("\"43\"", "null"), "expected a text in answers[1].text, found null"),
                arguments(
                        line("x").replace("\"text\":\"43\"", "\"texxt\":\"43\""),
                        "answers[1].text, found no such field"),
                arguments(
                        line("x").replace("\"b\"", "\" \""), "expected an id in answers[1].model, found a blank text"),
                arguments(line("x", "", "42"), "question must not be blank"),
                arguments(line("x", " \\n ", "42"), "question must not be blank"),
                arguments(
                        line("x", "\\ud83d", "42"),
                        "expected whole characters in question, found the lone surrogate \\ud83d"),
                arguments(line("x").replace("\"x\"", "{}"), "expected a text or an integer in id, found an object"),
                arguments(
                        line("x").replace("\"x\"", "1.5"), "expected a text or an integer in id, found the number 1.5"),
                arguments(
                        "{\"id\":\"x\",\"question\":\"q\",\"answers\":[]}",
                        "a comparison must have at least one answer"),
                arguments(
                        "{\"id\":\"x\",\"question\":\"q\",\"answers\":\"a\"}",
                        "expected an array in answers, found the text \"a\""),
                arguments(
                        labelled("{\"annotator\":\"h\",\"preference\":\"left\"}"),
                        "expected one of first, second, tie in labels[0].preference, found the text \"left\""),
                arguments(
                        labelled("{\"annotator\":\"h\",\"preference\":\"tie\",\"kind\":\"dog\"}"),
                        "expected one of gold, human, teacher in labels[0].kind"),
                arguments(
                        labelled("{\"annotator\":\"h\",\"preference\":\"tie\",\"scores\":[1]}"),
                        "expected two scores in labels[0].scores, found an array of 1"),
                arguments(
                        labelled("{\"annotator\":\"h\",\"preference\":\"tie\",\"scores\":[1,11]}"),
                        "second score must be within 0.0 to 10.0, found 11.0"),
                arguments(labelled("7"), "expected a JSON object in labels[0], found the number 7"));
    }

    private static String labelled(String label) {
        return line("x").replaceFirst("\\}$", ",\"labels\":[" + label.replace("\\", "\\\\") + "]}");
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void shouldRejectLineWithItsNumberAndReasonWhenItIsNoComparison(String bad, String reason) {
        var items = read(line("c1"), bad, line("c3"));

        assertThat(items.get(0)).isInstanceOf(Item.Accepted.class);
        assertThat(Inputs.told(items.get(1))).startsWith("2 rejected ").contains(reason);
        assertThat(Inputs.told(items.get(2))).isEqualTo("3 accepted c3");
        assertThat(items).hasSize(3);
    }

    @Test
    void shouldNameBothLinesWhenIdIsDuplicate() {
        var items = read(line("c1"), line("c2"), line("c1"));

        assertThat(items)
                .extracting(Inputs::told)
                .containsExactly("1 accepted c1", "2 accepted c2", "3 rejected duplicate id \"c1\", first on line 1");
    }

    @Test
    void shouldCallSameTextsDuplicateWhenTheyHaveNoId() {
        var anonymous = line("c1").replace("\"id\":\"c1\",", "");

        var items = read(anonymous, anonymous.replace("43", "44"), anonymous);

        assertThat(items.get(1)).isInstanceOf(Item.Accepted.class);
        assertThat(Inputs.told(items.get(2)))
                .startsWith("3 rejected duplicate id")
                .endsWith("first on line 1");
    }

    @Test
    void shouldRejectLineWhenItIsNoUtf8() {
        var bytes = (line("c1") + "\n" + line("c2", "Qu'est-ce que c'est que \u00e7a?", "x") + "\n" + line("c3"))
                .getBytes(ISO_8859_1);

        var items = read(bytes);

        assertThat(items)
                .extracting(Inputs::told)
                .containsExactly(
                        "1 accepted c1", "2 rejected expected UTF-8, found the byte 0xe7 at byte 48", "3 accepted c3");
    }

    @Test
    void shouldSayWhatIsBehindGzipDataWhenThereIsMore() throws IOException {
        var whole = gzip(line("c1") + "\n");
        var tails = List.of("x", line("c2"), line("c2").repeat(2000));

        for (var tail : tails) {
            assertThat(read(joined(whole, tail.getBytes(UTF_8))))
                    .extracting(Inputs::told)
                    .containsExactly(
                            "1 accepted c1",
                            "2 rejected expected the end of the file behind the gzip data, found other bytes, which are not"
                                    + " read");
        }
    }

    @Test
    void shouldReadAllMembersWhenGzipHasSeveral() throws IOException {
        var items = read(joined(gzip(line("c1") + "\n"), gzip(line("c2") + "\n")));

        assertThat(items).extracting(Inputs::told).containsExactly("1 accepted c1", "2 accepted c2");
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void shouldNameTheFileOnceWhenItIsOfAnotherKind(byte[] bytes, String reason) {
        assertThat(read(bytes)).extracting(Inputs::told).containsExactly("1 rejected " + reason);
    }

    static Stream<Arguments> foreignFiles() throws IOException {
        var lines = line("c1") + "\n" + line("c2") + "\n";
        return Stream.of(
                arguments(lines.getBytes(UTF_16), "expected UTF-8, found UTF-16; iconv -f UTF-16 -t UTF-8 converts it"),
                arguments(
                        lines.getBytes(UTF_16LE), "expected UTF-8, found UTF-16; iconv -f UTF-16 -t UTF-8 converts it"),
                arguments(
                        joined(
                                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0},
                                lines.getBytes(Charset.forName("UTF-32LE"))),
                        "expected UTF-8, found UTF-32; iconv -f UTF-32 -t UTF-8 converts it"),
                arguments(
                        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n".getBytes(UTF_8),
                        "expected JSON, found a Git LFS pointer in place of the data; git lfs pull fetches them"),
                arguments(gzip(gzip(lines)), "expected JSON, found gzip data inside gzip data"),
                arguments("PK\3\4etc".getBytes(UTF_8), "expected JSON, gzip or not, found a zip archive"),
                arguments(
                        new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 4},
                        "expected JSON, gzip or not, found Zstandard data"),
                arguments("BZh91AY".getBytes(UTF_8), "expected JSON, gzip or not, found bzip2 data"),
                arguments(new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0}, "expected JSON, gzip or not, found xz data"),
                arguments("PAR1....".getBytes(UTF_8), "expected JSON, found a Parquet file"),
                arguments("\n<!DOCTYPE html>\n".getBytes(UTF_8), "expected JSON, found an HTML or XML page"),
                arguments(
                        "{\r\n  \"id\": 1\r\n}\r\n".getBytes(UTF_8),
                        "expected an object per line or one array of objects, found an object over several lines; jq -c ."
                                + " writes it on one"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": NaN}",
                "{\"a\": -Infinity}",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": 1.}",
                "{\"a\": \"\\q\"}",
                "{\"a\": \"x\ty\"}",
                "{\"a\": tru}",
                "{\"a\" 1}",
                "{\"a\": 1}]",
                "{\"a\": [1}",
                "]",
                "{\"a\": \"",
                "{,}",
                "{\"a\": 1, }",
                "{\"a\": +1}",
                "{\"a\": 1e}",
                "\u0001",
                "{\"a\":1}//x",
                "{a: 1}",
                "\ufeff{}"
            })
    void shouldUseNoWordsOfTheParserWhenLineIsNoJson(String bad) {
        var told = Inputs.told(read(line("c1"), bad).get(1));

        assertThat(told)
                .matches("2 rejected expected JSON, found .* at column [0-9]+")
                .doesNotContain("Source", "Feature", "token", "CTRL", "something else", "was expecting");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    @Test
    void shouldSkipBlankLinesAndCarriageReturnsAndByteOrderMarkWhenReading() {
        var items = read("\ufeff" + line("c1") + "\r", "", "  \t", line("c2") + "\r", "");

        assertThat(items).extracting(Inputs::told).containsExactly("1 accepted c1", "4 accepted c2");
    }

    @Test
    void shouldGiveNothingWhenInputIsEmpty() {
        assertThat(read("")).isEmpty();
        assertThat(read("[ ]")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
    }

    @Test
    void shouldReadGzipWhenInputIsCompressed() throws IOException {
        var items = read(gzip(line("c1") + "\n" + line("c2")));

        assertThat(items).extracting(Inputs::told).containsExactly("1 accepted c1", "2 accepted c2");
    }

    @Test
    void shouldSayWhatIsWrongWhenCompressedInputEndsInItsHeader() {
        var items = read(new byte[] {0x1F, (byte) 0x8B, 8});

        assertThat(items)
                .extracting(Inputs::told)
                .containsExactly("1 rejected expected whole gzip data, found damage: its end in the header");
    }

    @Test
    void shouldRejectRestWhenGzipIsCutOff() throws IOException {
        var whole = gzip(line("c1") + "\n");

        var items = read(Arrays.copyOf(whole, whole.length - 5));

        assertThat(items)
                .extracting(Inputs::told)
                .last()
                .asString()
                .contains("rejected expected whole gzip data, found its end in the middle");
    }

    @Test
    void shouldReadElementsWithTheirLinesWhenInputIsArray() {
        var items =
                read("", "[", "  " + line("c1") + ",", line("c2").replace(",", ",\n") + ",", "17,", line("c4"), "]");

        assertThat(items)
                .extracting(Inputs::told)
                .containsExactly(
                        "3 accepted c1",
                        "4 accepted c2",
                        "10 rejected expected a JSON object, found the number 17",
                        "11 accepted c4");
    }

    @ParameterizedTest
    @MethodSource("badArrays")
    void shouldRejectWhatIsWrongWithArrayAndGoOnWhenPossible(String array, String... expected) {
        assertThat(read(array)).extracting(Inputs::told).containsExactly(expected);
    }

    static Stream<Arguments> badArrays() {
        return Stream.of(
                arguments(
                        "[" + line("a") + ",]",
                        new String[] {"1 accepted a", "1 rejected expected a JSON object, found nothing"}),
                arguments("[" + line("a"), new String[] {
                    "1 rejected expected ] at the end of the array, found the end of the input; it is lost from here on"
                }),
                arguments("[" + line("a") + "]\n]", new String[] {
                    "1 accepted a", "2 rejected expected the end of the input behind the array; the rest is ignored"
                }),
                arguments("[{\"id\": \"lost quote,\n},\n" + line("b") + "]", new String[] {
                    "1 rejected expected JSON, found a line break inside a text at column 20", "3 accepted b"
                }));
    }

    @Test
    void shouldRejectRecordAndKeepMemoryBoundedWhenLineIsEndless() {
        var source = new InputSource("-", () -> new Endless(64L * 1024 * 1024));

        var items = read(source, InputSettings.at(READ_AT));

        assertThat(items)
                .extracting(Inputs::told)
                .containsExactly(
                        "1 rejected expected at most 8388608 bytes in a record, found 67108864", "2 accepted c2");
    }

    @Test
    void shouldKeepTextsAsTheyAreWhenReading() {
        var item = (Item.Accepted) read("""
                {"id":7,"dataset":"d","question_id":81,"question":" q\\n","category":"math","reference":"r","extra":1,
                """.strip() + """
                "turns":[{"role":"user","text":""}],"answers":[{"model":"a","text":""},{"model":"b","text":"\\ud83d\\ude00"}],
                """.strip() + """
                "labels":[{"annotator":"h","preference":"second","scores":[7,7.5]}]}
                """).get(0);

        assertThat(item.comparison().id()).hasToString("d/7");
        assertThat(item.comparison().question().id()).isEqualTo("81");
        assertThat(item.comparison().question().text()).isEqualTo(" q\n");
        assertThat(item.comparison().question().turns()).hasSize(1);
        assertThat(item.comparison().answers().get(1).text()).isEqualTo("\ud83d\ude00");
        assertThat(item.comparison().reference()).contains("r");
        assertThat(item.emptyAnswers()).isEqualTo(1);
        assertThat(item.labels()).singleElement().satisfies(label -> {
            assertThat(label.annotator()).isEqualTo("h");
            assertThat(label.labelledAt()).isEqualTo(Inputs.READ_AT);
            assertThat(label.scores().orElseThrow().second()).isEqualTo(7.5);
        });
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** A very long line, made while it is read, and a correct one. */
    private static final class Endless extends InputStream {
        private final byte[] end = ("\n" + line("c2")).getBytes(UTF_8);
        private final long length;
        private long position;

        Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            long at = position++;
            if (at < length) {
                return 'x';
            }
            return at - length < end.length ? end[(int) (at - length)] : -1;
        }
    }
}
