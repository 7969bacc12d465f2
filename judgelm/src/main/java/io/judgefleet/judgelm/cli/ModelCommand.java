package io.judgefleet.judgelm.cli;

import picocli.CommandLine.Command;

/** {@code judgefleet model}: shows, tries and makes model folders. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Shows a model folder, tries it on a text or a comparison, or makes a random one.",
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
