package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet dead-letters show}: one letter with all that is known of it. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints one dead letter with its cause, its headers and the request in it.")
final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            converter = LetterPosition.Converter.class,
            description = "As list prints it.")
    private LetterPosition position = new LetterPosition(0, 0);

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Where the letter is. Default: judge-requests.dead-letters of the fleet.")
    private @Nullable String topicName;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private boolean isFound;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var reached = connection.connection(surroundings.environment());
        var topic =
                topicName == null ? reached.prefix().topic(Topics.DEAD_LETTERS).name() : topicName;
        try (var requests = Codec.judgeRequests(reached.settings())) {
            new Shelves(surroundings, reached)
                    .open(
                            topic,
                            reader -> reader.forEach(() -> !isFound, stored -> {
                                if (stored.position().equals(position)) {
                                    isFound = true;
                                    new Console(
                                                    spec.commandLine().getOut(),
                                                    spec.commandLine().getErr())
                                            .results(Json.indented(LetterJson.whole(stored, requests)));
                                }
                            }));
        }
        if (!isFound) {
            throw new CommandFailure(
                    ExitCode.FAILED, "expected a dead letter at %s of %s, found none".formatted(position, topic));
        }
        return ExitCode.DONE;
    }
}
