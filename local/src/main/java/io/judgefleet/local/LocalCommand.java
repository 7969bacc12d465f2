package io.judgefleet.local;

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
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet local}: the whole fleet on this machine until Ctrl-C. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Runs broker, schema registry, worker and aggregator on loopback until Ctrl-C; their data stays.",
            "A part that ends by itself is reported here and started again."
        })
final class LocalCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {"Where everything is kept. Default:", "~/.judgefleet/local."})
    private @Nullable Path data;

    @Mixin
    private JudgeOptions judge = new JudgeOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the aggregator and its dashboard; 0 for any free port.")
    private int port;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the broker; 0 for any free port.")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of the schema registry; 0 for any free port.")
    private int registryPort;

    @Option(
            names = "--worker-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Port of the worker's health and metrics; 0 for any free port.")
    private int workerPort;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var folder = new DataFolder(data == null ? Home.data().resolve("local") : data);
        var settings = new FleetSettings(
                folder, judge.judge(), new FleetPorts(port, kafkaPort, registryPort, workerPort), judge.properties());
        Logs.toFile(folder.log("local"));
        LocalBroker.beforeFaultEnds(() -> Failures.news(
                new BrokerFault(folder).words(), spec.commandLine().getErr()));
        var stop = StopSignal.install();
        try (var announcement = Announcement.begin(out);
                var fleet = Fleet.start(settings, stop, announcement::started)) {
            announcement.ready(fleet);
            out.println("Ctrl-C stops it; its data stays.");
            out.flush();
            fleet.reportTo(line -> Failures.news(line, spec.commandLine().getErr()));
            stop.join();
            announcement.stopping();
            return 0;
        }
    }
}
