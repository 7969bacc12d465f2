package io.judgefleet.faults.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where a broker with the {@link PauseAgent} stops, and what it is made to see; steered by files in a folder. */
public final class PausePoints {
    /** The next commit that is decided stops before its markers while this file is there. */
    static final String ARMED = "armed";

    /** There once a commit has stopped. */
    static final String REACHED = "reached";

    /** Before a coordinator is elected; the file holds the milliseconds. */
    static final String SLOW_ELECTION = "slow-election";

    /** The partition of which the coordinators see no leader; the file holds its name, such as {@code t-1}. */
    static final String NO_LEADER = "no-leader";

    private static final long POLL_MILLIS = 5;

    private static volatile Path folder = Path.of(".");

    static void use(Path steering) {
        folder = steering;
    }

    /** Called by a coordinator when a decision is in its log and no marker is asked for yet. */
    public static void beforeMarkers(String result) {
        if (!result.equals("COMMIT") || !isThere(ARMED)) {
            return;
        }
        write(REACHED);
        while (isThere(ARMED)) {
            pause(POLL_MILLIS);
        }
    }

    /** Called by a coordinator that is elected. */
    public static void beforeElection() {
        if (isThere(SLOW_ELECTION)) {
            pause(Long.parseLong(read(SLOW_ELECTION)));
        }
    }

    /** Called by a coordinator that looks for the leader of a partition. */
    public static boolean hidesLeader(String topic, int partition) {
        return isThere(NO_LEADER) && read(NO_LEADER).equals(topic + "-" + partition);
    }

    private static boolean isThere(String file) {
        return Files.exists(folder.resolve(file));
    }

    private static String read(String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String file) {
        try {
            Files.writeString(folder.resolve(file), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PausePoints() {}
}
