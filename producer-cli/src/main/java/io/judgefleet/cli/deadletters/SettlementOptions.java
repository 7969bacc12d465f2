package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of the commands that deal with dead letters, and what both do with them. */
final class SettlementOptions {
    @Mixin
    private final LetterOptions letters = new LetterOptions();

    @Option(names = "--all", description = "All open dead letters; needed where there is no --where.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only print the letters; change nothing.")
    private boolean dryRun;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    int settle(Fate fate, Surroundings surroundings, CommandSpec spec) {
        if (letters.where().isEmpty() && !all) {
            throw new CommandFailure(ExitCode.USAGE, "expected --where or --all");
        }
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var reached = connection.connection(surroundings.environment());
        long count = dryRun
                ? collect(surroundings, reached, new SettlementBatch(letters, console, fate, batch -> {}))
                : settle(fate, surroundings, reached, console);
        console.note("%d dead letters %s%s".formatted(count, dryRun ? "would be " : "", DeadLetterDisposal.done(fate)));
        return ExitCode.DONE;
    }

    /** Fences others first: what they have not committed by then is never done. */
    private long settle(Fate fate, Surroundings surroundings, Connection reached, Console console) {
        try (var producer =
                surroundings.clients().producer(reached, reached.prefix().name(DeadLetterDisposal.TRANSACTIONAL_ID))) {
            producer.initTransactions();
            var disposal = new DeadLetterDisposal(producer, letters.topic(reached), fate);
            return collect(surroundings, reached, new SettlementBatch(letters, console, fate, disposal::settle));
        }
    }

    private long collect(Surroundings surroundings, Connection reached, SettlementBatch batch) {
        new Shelves(surroundings, reached).open(letters.topic(reached), reader -> {
            reader.forEach(batch::wantsMore, batch::take);
            batch.finish();
        });
        return batch.count();
    }
}
