/** Settings and wiring. */
@Configuration
@Requires(env = "aggregator")
@NullMarked
package io.judgefleet.aggregator.config;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
