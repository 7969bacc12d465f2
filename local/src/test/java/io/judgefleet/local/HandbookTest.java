package io.judgefleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class HandbookTest {
    @TempDir
    Path share;

    private final CommandLine root = Commands.commandLine();

    @BeforeEach
    void written() throws IOException {
        Handbook.write(root, share);
    }

    @Test
    void shouldCompleteEveryCommandAndOption() throws IOException {
        var completion = Files.readString(share.resolve("bash-completion/completions/judgefleet"));

        assertThat(all(root)).allSatisfy(command -> {
            assertThat(completion)
                    .contains("\"" + String.join(" ", command.getSubcommands().keySet()) + "\"");
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(completion).contains(option.longestName()));
        });
    }

    @Test
    void shouldWriteOnePageForEachCommand() throws IOException {
        try (var pages = Files.list(share.resolve("man/man1"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(all(root)
                            .map(command -> command.getCommandSpec().qualifiedName("-") + ".1")
                            .toList());
        }
    }

    @Test
    void shouldWriteWhatTheHelpOfACommandSays() {
        assertThat(new ManualPage(new CommandLine(example()).getCommandSpec()).text())
                .isEqualTo("""
                        .TH "try" 1 "" "Judgefleet" "Judgefleet"
                        .SH NAME
                        try \\- Tries 50 % of a file.
                        .SH SYNOPSIS
                        .nf
                        try [\\-\\-rate=N] FILE
                        .fi
                        .SH DESCRIPTION
                        .PP
                        Tries 50 % of a file.
                        .PP
                        \\&.gz files too.
                        .SH ARGUMENTS
                        .TP
                        .B FILE
                        A file.
                        .SH OPTIONS
                        .TP
                        .B \\-\\-rate N
                        Lines a second. Default: 10.
                        .SH NOTES
                        .PP
                        Exit codes: 0 done.
                        """);
    }

    private static CommandSpec example() {
        var spec = CommandSpec.create()
                .name("try")
                .addOption(OptionSpec.builder("--rate")
                        .type(int.class)
                        .paramLabel("N")
                        .defaultValue("10")
                        .description("Lines a second.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .index("0")
                        .arity("1")
                        .paramLabel("FILE")
                        .description("A file.")
                        .build());
        spec.usageMessage()
                .showDefaultValues(true)
                .description("Tries 50 %% of a file.", ".gz files too.")
                .footer("", "Exit codes: 0 done.");
        return spec;
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HandbookTest::all));
    }
}
