package io.judgefleet.aggregator.kafka;

import java.nio.file.Path;

/**
 * The local state could not be opened, as after a process that was killed while it removed a store. It has been removed, so that
 * the next start makes it again from its changelogs.
 */
public final class UnreadableStateException extends RuntimeException {
    public UnreadableStateException(Path stateDir, Throwable cause) {
        super(
                "expected local state that can be opened in %s, found: %s".formatted(stateDir, cause.getMessage()),
                cause);
    }
}
