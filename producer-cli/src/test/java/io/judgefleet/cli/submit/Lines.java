package io.judgefleet.cli.submit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of our own format for tests. */
final class Lines {
    static String line(String id, String question, String firstAnswer) {
        return """
                {"id":"%s","question":"%s","answers":[{"model":"a","text":"%s"},{"model":"b","text":"43"}]}""".formatted(id, question, firstAnswer);
    }

    /** A line with labels such as {@code ann=first}. */
    static String labelled(String id, String... labels) {
        var written = Arrays.stream(labels)
                .map(label -> "{\"annotator\":\"%s\",\"preference\":\"%s\"}".formatted((Object[]) label.split("=")))
                .collect(Collectors.joining(","));
        return line(id, "Why?", "because").replaceFirst("}$", ",\"labels\":[" + written + "]}");
    }

    private Lines() {}
}
