package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.Where;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.schemas.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which dead letters are meant. */
final class LetterOptions {
    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Where the letters are. Default: judge-requests.dead-letters of the fleet.")
    private @Nullable String topic;

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

    String topic(Connection connection) {
        return topic == null ? connection.prefix().topic(Topics.DEAD_LETTERS).name() : topic;
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
