package io.judgefleet.judgelm.cli;

/** The process behind {@code judgefleet model}. */
public final class ModelMain {
    public static void main(String[] arguments) {
        // There is no log here: what a command has to say it prints.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(JudgefleetCommand.commandLine().execute(arguments));
    }

    private ModelMain() {}
}
