package io.judgefleet.worker.config;

import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.worker.kafka.GroupLag;
import io.judgefleet.worker.kafka.LoopState;
import io.judgefleet.worker.kafka.Pipeline;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the worker has come: what health, information and metrics look at. */
@Singleton
public final class Stage {
    private volatile @Nullable Serving serving;

    /** A worker whose judge is loaded. */
    public record Serving(
            Pipeline pipeline, Measures measures, JudgeDescription judge, String fingerprint, String version) {}

    /** What is measured of Kafka while the worker serves. */
    public record Measures(ClientMetrics clients, GroupLag lag) implements AutoCloseable {
        @Override
        public void close() {
            clients.close();
            lag.close();
        }
    }

    /** The judge is loaded and the pipeline runs. */
    public void serve(Serving pipeline) {
        serving = pipeline;
    }

    @PreDestroy
    void close() {
        serving().ifPresent(now -> now.measures().close());
    }

    Optional<Serving> serving() {
        return Optional.ofNullable(serving);
    }

    Optional<LoopState> state() {
        return serving().map(now -> now.pipeline().state());
    }
}
