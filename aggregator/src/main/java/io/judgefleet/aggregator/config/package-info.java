/** Settings and wiring. */
@NullMarked
package io.judgefleet.aggregator.config;

import org.jspecify.annotations.NullMarked;
