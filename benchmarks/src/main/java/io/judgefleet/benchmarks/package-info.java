/** Measurements. */
@NullMarked
package io.judgefleet.benchmarks;

import org.jspecify.annotations.NullMarked;
