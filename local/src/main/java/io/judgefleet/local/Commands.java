package io.judgefleet.local;

import io.judgefleet.cli.Cli;
import io.judgefleet.judgelm.cli.ModelMain;
import io.judgefleet.local.demo.DemoCommand;
import io.judgefleet.local.fleet.Failures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The whole {@code judgefleet} command: this is the one module that sees the others. */
public final class Commands {
    public static CommandLine commandLine() {
        var root = Cli.commandLine();
        var others = root.getExecutionExceptionHandler();
        root.addSubcommand(new DemoCommand())
                .addSubcommand(new LocalCommand())
                .addSubcommand(new WorkerCommand())
                .addSubcommand(new AggregatorCommand());
        ModelMain.commands().forEach(root::addSubcommand);
        return root.setDefaultValueProvider(root.getDefaultValueProvider())
                .setParameterExceptionHandler(root.getParameterExceptionHandler())
                .setExecutionExceptionHandler(new Failures(others))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    private Commands() {}
}
