package io.judgefleet.judgelm.cli;

import java.util.Map;
import picocli.CommandLine;

/** The process behind {@code judgefleet model} and {@code judgefleet train}. */
public final class ModelMain {
    public static void main(String[] arguments) {
        // There is no log here: what a command has to say it prints.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(JudgefleetCommand.commandLine().execute(arguments));
    }

    /** The commands that need the engine, by name, for whoever lists those of other modules beside them. */
    public static Map<String, CommandLine> commands() {
        return JudgefleetCommand.commandLine().getSubcommands();
    }

    private ModelMain() {}
}
