package io.judgefleet.worker.config;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.management.endpoint.info.InfoSource;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Who judges here, for {@code /info}. */
@Singleton
final class JudgeInfo implements InfoSource {
    private final Stage stage;
    private final WorkerSettings settings;

    JudgeInfo(Stage stage, WorkerSettings settings) {
        this.stage = stage;
        this.settings = settings;
    }

    @Override
    public Publisher<PropertySource> getSource() {
        return Publishers.just(MapPropertySource.of("judge", properties()));
    }

    private Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("worker.profile", settings.profile());
        stage.serving().ifPresent(serving -> {
            var judge = serving.judge();
            properties.put("worker.version", serving.version());
            properties.put("judge.name", judge.name());
            properties.put("judge.fingerprint", serving.fingerprint());
            properties.put("judge.weights-digest", judge.weightsDigest());
            properties.put("judge.weights-origin", judge.weightsOrigin());
            properties.put("judge.tokenizer-digest", judge.tokenizerDigest());
            properties.put("judge.prompt-template", judge.promptTemplate());
            properties.put("judge.dtype", judge.dtype());
            properties.put("judge.decoding", judge.decoding());
            properties.put("judge.engine", judge.engine());
            properties.put("judge.device", judge.device());
        });
        return properties;
    }
}
