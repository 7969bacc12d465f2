package io.judgefleet.local.demo;

import io.judgefleet.local.fleet.Announcement;
import io.judgefleet.local.fleet.BrokerFault;
import io.judgefleet.local.fleet.DataFolder;
import io.judgefleet.local.fleet.Failures;
import io.judgefleet.local.fleet.Fleet;
import io.judgefleet.local.fleet.FleetPorts;
import io.judgefleet.local.fleet.FleetSettings;
import io.judgefleet.local.fleet.Home;
import io.judgefleet.local.fleet.JudgeOptions;
import io.judgefleet.local.fleet.Logs;
import io.judgefleet.local.fleet.StopSignal;
import io.judgefleet.servers.LocalBroker;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet demo}: comparisons from a file through a fleet of its own to a leaderboard. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has the comparisons of a file judged by a fleet of its own, and prints the leaderboard.",
            "It runs on free ports of this machine, judges in both orders, and prints the judge's consistency and its agreement with the labels in the file too. "
                    + "The same command given again goes on where it was cut off, and judges nothing twice."
        },
        footer = {
            "",
            "Exit codes: 0 all is judged, 1 failed, 2 wrong usage, 3 judged, but some lines were rejected, "
                    + "5 some requests are dead letters, 130 interrupted."
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Comparisons, in any form that `judgefleet submit` reads. Default: the bundled sample of 250.")
    private @Nullable Path input;

    @Mixin
    private JudgeOptions judge = new JudgeOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: a folder in ~/.judgefleet/demo for this input and judge.")
    private @Nullable Path data;

    @Option(names = "--keep", description = "Leave the fleet running until Ctrl-C, to look at its dashboard.")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var file = input();
        var chosen = judge.judge();
        var folder = new DataFolder(data == null ? DemoFolder.of(file, chosen.folder()) : data);
        var settings = new FleetSettings(folder, chosen, FleetPorts.ANY, judge.properties());
        Logs.toFile(folder.log("local"));
        LocalBroker.beforeFaultEnds(() -> Failures.news(
                new BrokerFault(folder).words(), spec.commandLine().getErr()));
        return run(file, settings);
    }

    private int run(Path file, FleetSettings settings) throws Exception {
        var story = new DemoStory(spec.commandLine().getOut(), settings, file);
        story.introduce();
        int exitCode = run(file, settings, story);
        story.lookAgain();
        return exitCode;
    }

    private int run(Path file, FleetSettings settings, DemoStory story) throws Exception {
        var stop = StopSignal.install();
        try (var announcement = Announcement.begin(story.out());
                var fleet = Fleet.start(settings, stop, announcement::started)) {
            announcement.ready(fleet);
            story.judgeServes(fleet.judge());
            var run = new DemoRun(fleet, file, story, spec.commandLine().getErr());
            var err = spec.commandLine().getErr();
            fleet.reportTo(line -> Failures.news(line, err));
            // A demo is waited for: a worker that keeps dying would have it wait for ever.
            int exitCode = run.finish(CompletableFuture.anyOf(stop, fleet.keepsDying()));
            boolean hasFailed = fleet.keepsDying().isDone();
            if (keep && !hasFailed && !stop.isDone()) {
                story.keepsRunning();
                stop.join();
            }
            announcement.stopping();
            return hasFailed ? Failures.fleetFailed(fleet, fleet.keepsDying().join(), err) : exitCode;
        }
    }

    private Path input() throws NoSuchFileException {
        var file =
                (input == null ? Home.bundledSample() : input).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }
}
