package io.judgefleet.faults.kills;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How often a local fleet is to be killed.
 *
 * @param home the checkout whose launcher starts the fleet
 * @param folder for the state file and for what a round leaves
 * @param kills in all rounds together, those of earlier runs with the same state file among them
 * @param killsPerRound in one round; each begins with an empty data folder and ends with an audit
 * @param aimedPerRound how many of them are aimed at the moment between a transaction's decision and its markers; with
 *     an agent only
 * @param agent the archive of a Java agent that stops a broker at that moment
 */
public record KillSettings(
        Path home, Path folder, int kills, int killsPerRound, int aimedPerRound, Optional<Path> agent) {
    public KillSettings {
        if (killsPerRound < 1 || aimedPerRound < 0 || aimedPerRound > killsPerRound) {
            throw new IllegalArgumentException("expected 0 to %d aimed kills in a round of %d, found %d"
                    .formatted(killsPerRound, killsPerRound, aimedPerRound));
        }
        if (aimedPerRound > 0 && agent.isEmpty()) {
            throw new IllegalArgumentException("expected an agent for aimed kills, found none");
        }
    }

    /** One JSON line for each finished round. */
    public Path stateFile() {
        return folder.resolve("rounds.jsonl");
    }
}
