package io.judgefleet.local;

import picocli.CommandLine.Command;

/** {@code judgefleet aggregator}: the deployable itself. */
@Command(
        name = "aggregator",
        mixinStandardHelpOptions = true,
        description =
                "Runs an aggregator until SIGTERM or Ctrl-C. It is configured by environment variables: see docs/configuration.md.")
final class AggregatorCommand implements Runnable {
    @Override
    public void run() {
        io.judgefleet.aggregator.Main.main(new String[0]);
    }
}
