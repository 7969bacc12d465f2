package io.judgefleet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code judgefleet} command, whose subcommands do the work. */
@Command(
        name = "judgefleet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "A fleet of language-model judges on Apache Kafka.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some lines were rejected, "
                    + "4 unreachable, 5 not delivered, 6 waited too long, 130 interrupted.",
            "Every option has a twin in the environment: --rate of submit is JUDGEFLEET_SUBMIT_RATE."
        })
final class JudgefleetCommand {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print the causes of a failure and the warnings of Kafka's clients.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }
}
