package io.judgefleet.worker.config;

import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.worker.kafka.LoopState;
import io.judgefleet.worker.kafka.Pipeline;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the worker has come: what health, information and metrics look at. */
@Singleton
public final class Stage {
    private volatile @Nullable Serving serving;

    /** A worker whose judge is loaded. */
    public record Serving(Pipeline pipeline, JudgeDescription judge, String fingerprint, String version) {}

    /** The judge is loaded and the pipeline runs. */
    public void serve(Serving pipeline) {
        serving = pipeline;
    }

    Optional<Serving> serving() {
        return Optional.ofNullable(serving);
    }

    Optional<LoopState> state() {
        return serving().map(now -> now.pipeline().state());
    }
}
