package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.Table;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.comparisons.json.Quoted;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet dead-letters list}: a line for each open letter. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Prints a line for each open dead letter: neither redriven nor dropped.")
final class ListCommand implements Callable<Integer> {
    private static final int REASON = 100;

    private final Surroundings surroundings;

    @Mixin
    private final LetterOptions letters = new LetterOptions();

    @Option(names = "--all", description = "Also print those that were redriven or dropped.")
    private boolean all;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private long shown;

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var where = letters.where();
        var table = new Table("letter", "stored at", "stage", "tries", "redrives", "fate", "request", "reason");
        var reached = connection.connection(surroundings.environment());
        new Shelves(surroundings, reached).open(letters.topic(reached), reader -> {
            reader.forEach(() -> shown < letters.limit(), stored -> {
                if ((all || stored.isOpen()) && where.matches(stored)) {
                    shown++;
                    show(stored, table, console);
                }
            });
            if (reader.foreign() > 0) {
                console.note("%d records of the topic are not dead letters of the fleet".formatted(reader.foreign()));
            }
        });
        if (!table.isEmpty()) {
            table.print(console.out());
        }
        console.note("%d dead letters".formatted(shown));
        return ExitCode.DONE;
    }

    private void show(StoredLetter stored, Table table, Console console) {
        if (letters.isJson()) {
            console.result(Json.line(LetterJson.brief(stored)));
        } else {
            var cause = stored.letter().cause();
            table.row(
                    stored.position(),
                    stored.storedAt(),
                    cause.stage(),
                    cause.lastTry().deliveryCount(),
                    stored.redriveCount(),
                    stored.fate().map(DeadLetterDisposal::done).orElse("open"),
                    stored.requestId(),
                    Quoted.shortened(cause.message(), REASON));
        }
    }
}
