/** The wiring of the worker as a Micronaut application: configuration, health, metrics, HTTP. */
@Configuration
@Requires(env = "worker")
@NullMarked
package io.judgefleet.worker.config;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
