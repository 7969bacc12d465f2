package io.judgefleet.faults.fleet;

import java.nio.file.Path;

/**
 * How large a fleet is and what its workers are told.
 *
 * @param folder for all data, settings and logs
 * @param partitions of each topic that carries the load
 * @param abortOn the text in a question that makes the scripted judge abort its process
 * @param failOn the text in a question that the scripted judge fails on when it first sees it
 */
public record FleetSettings(Path folder, int workers, int partitions, String abortOn, String failOn) {
    public FleetSettings {
        if (workers < 1 || partitions < 1) {
            throw new IllegalArgumentException(
                    "expected workers and partitions, found %d and %d".formatted(workers, partitions));
        }
    }
}
