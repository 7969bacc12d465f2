package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code judgefleet dead-letters drop}: letters that stay dead are no longer listed. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = "Marks dead letters as dealt with; they stay on the topic until its retention ends.")
final class DropCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final SettlementOptions options = new SettlementOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DropCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return options.settle(Fate.DROPPED, surroundings, spec);
    }
}
