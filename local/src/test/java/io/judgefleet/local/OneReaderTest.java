package io.judgefleet.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.Cli;
import io.judgefleet.judgelm.cli.ModelMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That every command that reads a file reads it with the same decoder, and says the same of everything that is wrong. */
class OneReaderTest {
    private static final String JSON = "expected JSON, found ";

    @TempDir
    Path folder;

    /** The forms that objects have; the second answer of each is {@code "B"} and its number. */
    private enum Form {
        NATIVE("""
                {"id":"c%1$d","extra":1,"question":"Q%1$d","answers":[{"model":"m","text":"A"},{"model":"n","text":"B%1$d"}],\
                "labels":[{"annotator":"x","preference":"first"},{"annotator":"y","preference":"tie"}]}"""),
        JUDGELM("""
                {"review_id":"r%1$d","question_id":%1$d,"extra":1,"question_body":"Q%1$d","answer1_body":"A","answer2_body":"B%1$d",\
                "answer1_model_id":"m","answer2_model_id":"n","text":"8 3\\nSo.","score":[8,3]}"""),
        FASTCHAT("""
                {"answer_id":"a%1$d","question_id":1,"extra":1,"model_id":"m","text":"B%1$d"}""");

        private final String line;

        Form(String line) {
            this.line = line;
        }

        String line(int number) {
            return line.formatted(number);
        }
    }

    /** A way in which a file of three objects is written, and what every command says of it: line and reason. */
    private record Defect(String name, Writing writing, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes the bytes of a file. */
    @FunctionalInterface
    private interface Writing {
        byte[] bytes(List<String> lines) throws IOException;
    }

    static Stream<Defect> defects() {
        return Stream.of(readable(), otherFiles(), badLines()).flatMap(Arrays::stream);
    }

    private static Defect[] readable() {
        return new Defect[] {
            file("plain lines", lines -> utf8(joined(lines))),
            file("byte-order mark", lines -> utf8("\ufeff" + joined(lines))),
            file("CR LF", lines -> utf8(String.join("\r\n", lines) + "\r\n")),
            file("byte-order mark and CR LF", lines -> utf8("\ufeff" + String.join("\r\n", lines))),
            file("blank lines, no last line break", lines -> utf8("\n \n" + String.join("\n\n", lines))),
            file("gzip", lines -> gzip(utf8(joined(lines)))),
            file("gzip with a byte-order mark", lines -> gzip(utf8("\ufeff" + joined(lines)))),
            file("gzip of two members", lines -> concat(gzip(utf8(lines.get(0) + "\n")), gzip(utf8(lines.get(1))))),
            file("one array", lines -> utf8("[" + String.join(",\n", lines) + "]")),
            file(
                    "one array over many lines",
                    lines -> utf8("[\n" + String.join(",", lines).replace(",", ",\n") + "]\n")),
            file("empty", lines -> new byte[0])
        };
    }

    private static Defect[] otherFiles() {
        var utf16 = "1: expected UTF-8, found UTF-16; iconv -f UTF-16 -t UTF-8 converts it";
        return new Defect[] {
            file("UTF-16", lines -> joined(lines).getBytes(UTF_16), utf16),
            file("UTF-16 without a mark", lines -> joined(lines).getBytes(UTF_16LE), utf16),
            file(
                    "Git LFS pointer",
                    lines -> utf8("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
                    "1: " + JSON + "a Git LFS pointer in place of the data; git lfs pull fetches them"),
            file(
                    "pretty JSON",
                    lines -> utf8(lines.get(0).replace("{\"", "{\n  \"").replace(",", ",\n  ")),
                    "1: expected an object per line or one array of objects, found an object over several lines; jq -c ."
                            + " writes it on one"),
            file(
                    "pretty JSON that begins on its first line",
                    lines -> utf8(lines.get(0).replace(",\"", ",\n \"")),
                    "1: expected an object per line or one array of objects, found an object over several lines; jq -c ."
                            + " writes it on one"),
            file("zip", lines -> utf8("PK\3\4"), "1: expected JSON, gzip or not, found a zip archive"),
            file("Parquet", lines -> utf8("PAR1"), "1: " + JSON + "a Parquet file"),
            file("web page", lines -> utf8("<!DOCTYPE html>\n<html>"), "1: " + JSON + "an HTML or XML page"),
            file(
                    "gzip that is cut off",
                    lines -> Arrays.copyOf(gzip(utf8(joined(lines))), 40),
                    "1: expected whole gzip data, found its end in the middle"),
            file(
                    "lines behind gzip data",
                    lines -> concat(gzip(utf8(lines.get(0) + "\n")), utf8(lines.get(1))),
                    "2: expected the end of the file behind the gzip data, found other bytes, which are not read")
        };
    }

    private static Defect[] badLines() {
        return new Defect[] {
            second("null answer", replaced("\"B2\"", "null"), "expected a text in FIELD, found null"),
            second("number as answer", replaced("\"B2\"", "7"), "expected a text in FIELD, found the number 7"),
            second("boolean as answer", replaced("\"B2\"", "true"), "expected a text in FIELD, found the boolean true"),
            second(
                    "content parts",
                    replaced("\"B2\"", "[{\"type\":\"text\",\"text\":\"B\"}]"),
                    "expected a text in FIELD, found an array of 1"),
            second(
                    "half a character",
                    replaced("\"B2\"", "\"\\ud83d\""),
                    "expected whole characters in FIELD, found the lone surrogate \\ud83d"),
            second("NaN", replaced("\"extra\":1", "\"extra\":NaN"), JSON + "NaN, which JSON does not have at COLUMN"),
            second(
                    "field twice",
                    replaced("\"extra\":1", "\"extra\":1,\"extra\":2"),
                    JSON + "the field \"extra\" twice at COLUMN"),
            second(
                    "nesting",
                    replaced("\"extra\":1", "\"extra\":" + "[".repeat(70) + "]".repeat(70)),
                    JSON + "more than 64 levels of nesting"),
            second("tab in a text", replaced("\"B2\"", "\"B\t\""), JSON + "the control character \\u0009 at COLUMN"),
            second("cut off", line -> line.substring(0, 20), JSON + "an end in the middle of a value at COLUMN"),
            second("two in a line", line -> line + line, JSON + "something behind the object at COLUMN"),
            second("no JSON", line -> "nonsense", JSON + "the word \"nonsense\" outside quotes at COLUMN"),
            second(
                    "single quotes",
                    line -> line.replace('"', '\''),
                    JSON + "the character '''; texts and names stand in double quotes at COLUMN"),
            second("array in a line", line -> "[7]", "expected a JSON object, found an array of 1"),
            second("null in a line", line -> "null", "expected a JSON object, found null"),
            file(
                    "Latin-1",
                    lines -> concat(utf8(lines.get(0) + "\n"), "caf\u00e9\n".getBytes(ISO_8859_1), utf8(lines.get(2))),
                    "2: expected UTF-8, found the byte 0xe9 at byte 4")
        };
    }

    @ParameterizedTest
    @MethodSource("defects")
    void shouldReadAndRefuseTheSameWhateverTheCommand(Defect defect) throws IOException {
        var said = new LinkedHashMap<String, List<String>>();
        var ours = write("ours.jsonl", defect, Form.NATIVE);
        said.put("submit", words(ours, cli("submit", ours, "--dry-run")));
        said.put("agreement", words(ours, cli("agreement", ours)));
        said.put("model examine", words(ours, model("examine", "no-model", ours)));
        said.put("model agreement", words(ours, model("agreement", "no-model", "--input", ours)));
        var theirs = write("theirs.jsonl", defect, Form.JUDGELM);
        said.put("submit of JudgeLM's", words(theirs, cli("submit", theirs, "--dry-run")));
        said.put("model examine of JudgeLM's", words(theirs, model("examine", "no-model", theirs)));
        said.put("train", words(theirs, train(theirs)));
        var answers = write("answers.jsonl", defect, Form.FASTCHAT);
        said.put("model reviews", words(answers, reviews()));

        assertThat(said)
                .allSatisfy((command, words) -> assertThat(words).as(command).isEqualTo(defect.said()));
    }

    private String write(String name, Defect defect, Form form) throws IOException {
        var lines = Stream.of(1, 2, 3).map(form::line).toList();
        return Files.write(folder.resolve(name), defect.writing().bytes(lines)).toString();
    }

    /** Refuses to begin after it has read its data: the folder of the run holds something else. */
    private String train(String file) throws IOException {
        var base = Path.of(System.getProperty("judgefleet.home"), "models", "random-judge");
        var output = Files.createDirectories(folder.resolve("run"));
        Files.writeString(output.resolve("notes.txt"), "mine");
        return run("train", "--base", base.toString(), "--data", file, "--output", output.toString());
    }

    private String reviews() throws IOException {
        Files.writeString(folder.resolve("question.jsonl"), "{\"question_id\":1,\"text\":\"Q\"}\n");
        return model("reviews", folder.toString(), folder.resolve("reviews.out").toString());
    }

    private static String model(String... words) {
        return run("model", words);
    }

    private static String run(String command, String... words) {
        var err = new StringWriter();
        var all = Stream.concat(Stream.of(command), Stream.of(words)).toArray(String[]::new);
        Objects.requireNonNull(ModelMain.commands().get(command))
                .getParent()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return err.toString();
    }

    private static String cli(String... words) {
        var err = new StringWriter();
        Cli.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
        return err.toString();
    }

    /** What was said of a file, with its fields and columns, which differ from form to form, left out. */
    private static List<String> words(String file, String err) {
        return Pattern.compile(Pattern.quote(Path.of(file).getFileName() + ":") + "(\\d+: .*)$", Pattern.MULTILINE)
                .matcher(err)
                .results()
                .map(found -> found.group(1).replaceAll(" in [^ ,]+, found", " in FIELD, found"))
                .map(found -> found.replaceAll("at column \\d+", "at COLUMN"))
                .toList();
    }

    private static Defect file(String name, Writing writing, String... said) {
        return new Defect(name, writing, List.of(said));
    }

    private static Defect second(String name, UnaryOperator<String> damage, String said) {
        return file(
                name,
                lines -> utf8(joined(List.of(lines.get(0), damage.apply(lines.get(1)), lines.get(2)))),
                "2: " + said);
    }

    private static UnaryOperator<String> replaced(String part, String other) {
        return line -> line.replace(part, other);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
