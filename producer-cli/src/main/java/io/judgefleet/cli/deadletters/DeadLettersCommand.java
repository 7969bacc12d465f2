package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.fleet.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code judgefleet dead-letters}: what nobody could judge. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|redrive|drop",
        description = "Lists requests that could not be judged, sends them again or drops them.",
        footer = {
            "",
            "A letter that was redriven or dropped stays on the topic until its time is over, with a mark "
                    + "behind it; no command deals with it a second time."
        })
public final class DeadLettersCommand {
    private DeadLettersCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand(new ListCommand(surroundings))
                .addSubcommand(new ShowCommand(surroundings))
                .addSubcommand(new RedriveCommand(surroundings))
                .addSubcommand(new DropCommand(surroundings));
    }
}
