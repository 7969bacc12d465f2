/** The figures that the aggregator publishes: metrics of models and judges, leaderboards, alerts. */
@NullMarked
package io.judgefleet.schemas.figures;

import org.jspecify.annotations.NullMarked;
