package io.judgefleet.local;

/** The process behind the commands that need the whole fleet. */
public final class Main {
    public static void main(String[] words) {
        System.exit(Commands.commandLine().execute(words));
    }

    private Main() {}
}
