package io.judgefleet.cli;

import io.judgefleet.cli.admin.ConfigCommand;
import io.judgefleet.cli.admin.DoctorCommand;
import io.judgefleet.cli.admin.SchemasCommand;
import io.judgefleet.cli.admin.TopicsCommand;
import io.judgefleet.cli.console.Interruption;
import io.judgefleet.cli.deadletters.DeadLettersCommand;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.KafkaClients;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.cli.labels.LabelCommand;
import io.judgefleet.cli.report.AgreementCommand;
import io.judgefleet.cli.report.LeaderboardCommand;
import io.judgefleet.cli.report.MetricsCommand;
import io.judgefleet.cli.submit.SubmitCommand;
import io.judgefleet.cli.verdicts.VerdictsCommand;
import io.judgefleet.console.EnvironmentTwins;
import io.judgefleet.console.Misuse;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs judgefleet commands in this process. */
public final class Cli {
    /** The variable that holds the aggregator's token. */
    public static final String TOKEN = ConnectionOptions.TOKEN;

    /** The system property that the launcher sets, which has the other modules too. */
    private static final String HOME = "judgefleet.home";

    private static final String LOG_LEVEL = "judgefleet.log.level";
    private static final long FLUSH_SECONDS = 30;

    /**
     * Runs a command such as {@code submit FILE --wait} with this process's environment and standard input.
     *
     * @return the exit code, see docs/cli.md
     */
    public static int run(PrintWriter out, PrintWriter err, String... words) {
        return run(surroundings(new Interruption()), out, err, words);
    }

    /** The same with more variables than the process has. */
    public static int run(Map<String, String> variables, PrintWriter out, PrintWriter err, String... words) {
        var environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return run(surroundings(environment, new Interruption()), out, err, words);
    }

    /** All commands of this module, for whoever adds some of another. */
    public static CommandLine commandLine() {
        return commandLine(surroundings(new Interruption()));
    }

    static int run(Surroundings surroundings, PrintWriter out, PrintWriter err, String... words) {
        return run(commandLine(surroundings), out, err, words);
    }

    private static int run(CommandLine commandLine, PrintWriter out, PrintWriter err, String... words) {
        int exitCode = commandLine.setOut(out).setErr(err).execute(words);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** Runs a command for a process of its own: Ctrl-C lets it write down what is under way. */
    static int main(String... words) {
        if (Arrays.asList(words).contains("-v") || Arrays.asList(words).contains("--verbose")) {
            System.setProperty(LOG_LEVEL, "WARN");
        }
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(interruption), "interruption"));
        try {
            var commandLine = commandLine(surroundings(interruption));
            if (System.getProperty(HOME) != null) {
                OtherModules.addTo(commandLine);
            }
            return run(
                    commandLine,
                    new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                    new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                    words);
        } finally {
            interruption.end();
        }
    }

    private static CommandLine commandLine(Surroundings surroundings) {
        var root = new JudgefleetCommand();
        var commandLine = new CommandLine(root)
                .addSubcommand(new SubmitCommand(surroundings))
                .addSubcommand(new VerdictsCommand(surroundings))
                .addSubcommand(new LeaderboardCommand(surroundings))
                .addSubcommand(new MetricsCommand(surroundings))
                .addSubcommand(new AgreementCommand(surroundings))
                .addSubcommand(LabelCommand.commandLine(surroundings))
                .addSubcommand(DeadLettersCommand.commandLine(surroundings))
                .addSubcommand(new TopicsCommand(surroundings))
                .addSubcommand(new SchemasCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new ConfigCommand(surroundings))
                .addSubcommand(new CommandLine.HelpCommand());
        versioned(commandLine);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setDefaultValueProvider(new EnvironmentTwins(surroundings.environment()))
                .setParameterExceptionHandler(new Misuse())
                .setExecutionStrategy(parsed -> execute(parsed, surroundings.environment()))
                .setExecutionExceptionHandler(new Failures(root));
    }

    private static int execute(CommandLine.ParseResult parsed, Map<String, String> environment) {
        Misuse.requireMatched(parsed);
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        EnvironmentNames.requireKnown(environment.keySet(), parsed.commandSpec().commandLine());
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void versioned(CommandLine commandLine) {
        commandLine.getCommandSpec().versionProvider(new Version());
        commandLine.getSubcommands().values().forEach(Cli::versioned);
    }

    private static Surroundings surroundings(Interruption interruption) {
        return surroundings(System.getenv(), interruption);
    }

    private static Surroundings surroundings(Map<String, String> environment, Interruption interruption) {
        return new Surroundings(
                environment,
                System.in,
                InstantSource.system(),
                Terminal.isInteractive(),
                new KafkaClients(),
                interruption);
    }

    /** The virtual machine ends when this returns. */
    private static void stop(Interruption interruption) {
        interruption.request();
        try {
            interruption.awaitEnd(FLUSH_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Cli() {}
}
