/** Whether a judge still scores as it did: distances between distributions, and detectors that watch a stream. */
@NullMarked
package io.judgefleet.metrics.drift;

import org.jspecify.annotations.NullMarked;
