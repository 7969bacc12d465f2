package io.judgefleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what an installation keeps below {@code share}: the completion for shells, and a manual page for each command. */
public final class Handbook {
    private static final String PROGRAM = "judgefleet";

    /** Takes the folder to write to; run by the build. */
    public static void main(String[] words) throws IOException {
        write(Commands.commandLine(), Path.of(words[0]));
    }

    static void write(CommandLine root, Path folder) throws IOException {
        var completions =
                Files.createDirectories(folder.resolve("bash-completion").resolve("completions"));
        Files.writeString(completions.resolve(PROGRAM), AutoComplete.bash(PROGRAM, root));
        var pages = Files.createDirectories(folder.resolve("man").resolve("man1"));
        writePages(root, pages);
    }

    private static void writePages(CommandLine command, Path folder) throws IOException {
        var page = new ManualPage(command.getCommandSpec());
        Files.writeString(folder.resolve(page.title() + ".1"), page.text());
        for (var subcommand : command.getSubcommands().values()) {
            writePages(subcommand, folder);
        }
    }

    private Handbook() {}
}
