package io.judgefleet.local.fleet;

import java.io.IOException;
import java.nio.file.Files;

/**
 * Why a broker's fault ended this process, in a line for the person who started it.
 *
 * <p>The log may be on the disk that is full or in the folder that is gone, so this line is for the console.
 */
public record BrokerFault(DataFolder data) {
    /** With less than this left, the disk is what failed: Kafka needs room for a segment's indexes. */
    private static final long FULL_BYTES = 32L * 1024 * 1024;

    public String words() {
        if (!Files.isDirectory(data.broker())) {
            return "the broker ended: its folder %s is gone; restore it, or start again with an empty one"
                    .formatted(data.broker());
        }
        return isFull()
                ? "the broker ended: the disk of %s is full; free some space and start again, what was acknowledged is kept"
                        .formatted(data.root())
                : "the broker ended after a fault of its own; its log is %s".formatted(data.log("local"));
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(data.root()).getUsableSpace() < FULL_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
