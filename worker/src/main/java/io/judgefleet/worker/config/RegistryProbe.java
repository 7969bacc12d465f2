package io.judgefleet.worker.config;

import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaAdmin;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Whether the schema registry answers; asked at most once in a while, however often somebody wants to know. */
@Singleton
final class RegistryProbe {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SchemaAdmin admin;
    private boolean isReachable;
    private @Nullable Long askedNanos;

    RegistryProbe(WorkerSettings settings) {
        var client = new HashMap<String, Object>(settings.kafka());
        client.put("max.retries", "0");
        this.admin = SchemaAdmin.connect(client);
    }

    synchronized boolean isReachable() {
        var asked = askedNanos;
        if (asked == null || System.nanoTime() - asked > FRESH.toNanos()) {
            isReachable = ask();
            askedNanos = System.nanoTime();
        }
        return isReachable;
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    private boolean ask() {
        try {
            admin.ping();
            return true;
        } catch (RegistryUnavailableException e) {
            return false;
        }
    }
}
