package io.judgefleet.judgelm.cli;

import picocli.CommandLine.Command;

/** {@code judgefleet model}: shows, tries and makes model folders. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Shows, tries and examines a judge's model folder, and makes random ones and training data.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InspectCommand.class,
            LogitsCommand.class,
            JudgeCommand.class,
            AgreementCommand.class,
            AttacksCommand.class,
            ExamineCommand.class,
            ProgramCommand.class,
            RandomCommand.class,
            ReviewsCommand.class
        })
final class ModelCommand {}
