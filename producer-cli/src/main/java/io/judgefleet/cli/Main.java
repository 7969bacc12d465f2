package io.judgefleet.cli;

/** The judgefleet command as a process. */
public final class Main {
    public static void main(String[] words) {
        System.exit(Cli.main(words));
    }

    private Main() {}
}
