package io.judgefleet.judgelm.cli;

import io.judgefleet.comparisons.input.OutputFile;
import io.judgefleet.judgelm.inference.ProgramArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code judgefleet model program}: the forward pass as an archive, for those who run it without the JVM. */
@Command(
        name = "program",
        mixinStandardHelpOptions = true,
        description = "Writes the engine's forward pass, without weights, as torch.jit.load reads it.")
final class ProgramCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The archive to write, such as llama.pt.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        OutputFile.requireOurs(file, start -> start.length > 1 && start[0] == 'P' && start[1] == 'K');
        Files.write(file, ProgramArchive.llama().bytes());
        return 0;
    }
}
