package io.judgefleet.local;

import picocli.CommandLine.Command;

/** {@code judgefleet worker}: the deployable itself. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description =
                "Runs a worker until SIGTERM or Ctrl-C. It is configured by environment variables: see docs/configuration.md.")
final class WorkerCommand implements Runnable {
    @Override
    public void run() {
        io.judgefleet.worker.Main.main(new String[0]);
    }
}
