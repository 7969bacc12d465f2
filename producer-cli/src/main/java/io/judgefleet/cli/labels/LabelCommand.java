package io.judgefleet.cli.labels;

import io.judgefleet.cli.fleet.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code judgefleet label}: what can be done with labels beside submitting them. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "withdraw",
        description = "Withdraws labels of comparisons.")
public final class LabelCommand {
    private LabelCommand() {}

    /** The command with its subcommands. */
    public static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new LabelCommand()).addSubcommand(new WithdrawCommand(surroundings));
    }
}
