package io.judgefleet.worker;

import io.judgefleet.comparisons.Digest;
import io.judgefleet.worker.engine.CrashMarker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The place of one worker among those of its profile: a name for life, and the crash marker that belongs to it.
 *
 * <p>A process that starts in the place of one that died finds its marker, and ends the transaction that it left.
 */
public record WorkerIdentity(String name, CrashMarker marker) implements AutoCloseable {
    private static final int MOST = 64;
    private static final int DIGITS = 8;

    /**
     * Takes a slot by its name, or else the first that is free in the folder.
     *
     * @throws IllegalStateException if another worker holds it
     */
    public static WorkerIdentity take(Path folder, String profile, @Nullable String name) {
        if (name != null) {
            return new WorkerIdentity(name, CrashMarker.open(file(folder, profile, name)));
        }
        for (int number = 0; number < MOST; number++) {
            try {
                var marker = CrashMarker.open(file(folder, profile, Integer.toString(number)));
                return new WorkerIdentity("%s-%s-%d".formatted(host(), digest(folder), number), marker);
            } catch (IllegalStateException e) {
                // Held by another worker; its neighbour may be free.
            }
        }
        throw new IllegalStateException("expected a free slot in %s, found %d taken".formatted(folder, MOST));
    }

    @Override
    public void close() {
        marker.close();
    }

    private static Path file(Path folder, String profile, String name) {
        return folder.resolve("%s.%s.in-engine".formatted(profile, name));
    }

    /** Workers with folders of their own on one host are different ones. */
    private static String digest(Path folder) {
        return Digest.of(folder.toAbsolutePath().normalize().toString()).substring(0, DIGITS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
