/** Distributions and small dense linear algebra, as far as the figures need them. */
@NullMarked
package io.judgefleet.metrics.statistics;

import org.jspecify.annotations.NullMarked;
