/** HTTP: query parameters in, JSON, CSV and the dashboard out. */
@Configuration
@Requires(env = "aggregator")
@NullMarked
package io.judgefleet.aggregator.rest;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
