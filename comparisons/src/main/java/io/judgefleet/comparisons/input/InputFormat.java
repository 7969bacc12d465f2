package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.json.Fields;
import io.judgefleet.comparisons.json.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file formats that are understood, and the fields by which an object shows its own. */
public enum InputFormat {
    NATIVE(new NativeAdapter(), "question", "answers"),
    JUDGELM(new JudgeLmAdapter(), "question_body", "answer1_body"),
    JUDGEBENCH(new JudgeBenchAdapter(), "pair_id", "response_A"),
    PANDALM(new PandaLmAdapter(), "cmp_key", "response1");

    private static final int MAX_NAMES = 12;
    private static final int MAX_NAME = 30;

    private final Adapter adapter;
    private final List<String> marks;

    InputFormat(Adapter adapter, String... marks) {
        this.adapter = adapter;
        this.marks = List.of(marks);
    }

    Adapter adapter() {
        return adapter;
    }

    /** The format of an object by the fields that others have not; empty where it has those of none. */
    public static Optional<InputFormat> of(Fields fields) {
        return NATIVE.marks.stream().allMatch(fields::contains)
                ? Optional.of(NATIVE)
                : Stream.of(PANDALM, JUDGELM, JUDGEBENCH, NATIVE)
                        .filter(format -> format.marks.stream().anyMatch(fields::contains))
                        .findFirst();
    }

    /** Why an object is of no format: the fields that it has, and those by which each format is known. */
    static String unknown(Fields fields) {
        var names = fields.names().stream()
                .limit(MAX_NAMES)
                .map(name -> Quoted.shortened(name, MAX_NAME))
                .collect(Collectors.joining(", "));
        var found = names.isEmpty() ? "no fields" : names + (fields.names().size() > MAX_NAMES ? ", …" : "");
        var formats = Stream.of(values())
                .map(format -> "%s (%s)".formatted(format, String.join(", ", format.marks)))
                .collect(Collectors.joining(", "));
        return "expected the fields of a comparison, found %s; the formats are %s".formatted(found, formats);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
