package io.judgefleet.judgelm.cli;

/** The process behind {@code judgefleet model}. */
public final class ModelMain {
    public static void main(String[] arguments) {
        System.exit(JudgefleetCommand.commandLine().execute(arguments));
    }

    private ModelMain() {}
}
