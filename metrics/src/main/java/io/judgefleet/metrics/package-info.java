/** What judgements say and how they are counted: score pairs, preferences, resolutions, tallies. */
@NullMarked
package io.judgefleet.metrics;

import org.jspecify.annotations.NullMarked;
