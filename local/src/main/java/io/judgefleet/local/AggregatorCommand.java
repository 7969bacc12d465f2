package io.judgefleet.local;

import picocli.CommandLine.Command;

/** {@code judgefleet aggregator}: the deployable itself. */
@Command(
        name = "aggregator",
        mixinStandardHelpOptions = true,
        description = "Runs an aggregator until it is told to end; its configuration comes from the environment, see "
                + "docs/configuration.md.")
final class AggregatorCommand implements Runnable {
    @Override
    public void run() {
        io.judgefleet.aggregator.Main.main(new String[0]);
    }
}
