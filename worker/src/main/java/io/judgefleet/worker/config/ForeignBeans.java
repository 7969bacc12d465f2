package io.judgefleet.worker.config;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import org.jspecify.annotations.Nullable;

/** Keeps out the beans of the other deployables, which may lie on the same class path. */
public final class ForeignBeans implements BeanConfiguration {
    private static final String FLEET = "io.judgefleet.";
    private static final String OURS = "io.judgefleet.worker.";
    private static final String SHARED = "io.judgefleet.deployable.";

    @Override
    public boolean isWithin(String className) {
        return className.startsWith(FLEET) && !className.startsWith(OURS) && !className.startsWith(SHARED);
    }

    @Override
    public boolean isWithin(BeanDefinitionReference reference) {
        return isWithin(reference.getBeanDefinitionName());
    }

    @Override
    public boolean isEnabled(BeanContext context, @Nullable BeanResolutionContext resolution) {
        return false;
    }

    @Override
    public Package getPackage() {
        return getClass().getPackage();
    }

    @Override
    public String getName() {
        return "io.judgefleet";
    }

    @Override
    public @Nullable String getVersion() {
        return null;
    }

    @Override
    public AnnotationMetadata getAnnotationMetadata() {
        return AnnotationMetadata.EMPTY_METADATA;
    }
}
