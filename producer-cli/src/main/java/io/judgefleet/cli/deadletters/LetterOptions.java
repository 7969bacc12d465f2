package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.Where;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which dead letters are meant. */
final class LetterOptions {
    @Option(
            names = {"-t", "--topic"},
            defaultValue = "judge-requests.dead-letters",
            paramLabel = "TOPIC",
            description = "Where the letters are. Default: ${DEFAULT-VALUE}.")
    private String topic = "judge-requests.dead-letters";

    @Option(
            names = "--where",
            paramLabel = "NAME=VALUE",
            description =
                    "reason (part of it), stage, partition, offset, source (topic), request, profile or retryable;"
                            + " any number of times, all must hold.")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "No more than N letters, the oldest of each partition first.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print a line of JSON for each letter.")
    private boolean json;

    String topic() {
        return topic;
    }

    Where<StoredLetter> where() {
        return StoredLetter.where(where);
    }

    long limit() {
        return limit;
    }

    boolean isJson() {
        return json;
    }
}
