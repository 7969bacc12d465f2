package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code judgefleet dead-letters redrive}: letters back to the topic that they came from, once. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Sends dead letters to the topic that they came from, with their bytes, key and headers.")
final class RedriveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final SettlementOptions options = new SettlementOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RedriveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return options.settle(Fate.REDRIVEN, surroundings, spec);
    }
}
