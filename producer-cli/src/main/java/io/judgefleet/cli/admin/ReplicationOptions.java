package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.schemas.topics.Replication;
import io.judgefleet.schemas.topics.TopicAdmin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how the topics of the fleet are replicated. */
final class ReplicationOptions {
    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of every topic. Default: 3, or the number of brokers where there are fewer.")
    private @Nullable Short factor;

    @Option(
            names = "--min-insync-replicas",
            paramLabel = "N",
            description = "Replicas that acknowledge a record; needs --replication-factor. Default: 2 of three or more"
                    + " replicas, else 1.")
    private @Nullable Integer minInSync;

    TopicAdmin on(TopicAdmin topics) {
        if (factor == null && minInSync == null) {
            return topics;
        }
        if (factor == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "expected --replication-factor beside --min-insync-replicas, found none");
        }
        try {
            return topics.withReplication(
                    minInSync == null ? Replication.of(factor) : new Replication(factor, minInSync));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
