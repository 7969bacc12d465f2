/** What counts say: queries, figures and leaderboards, made when they are asked for. */
@NullMarked
package io.judgefleet.aggregator.figures;

import org.jspecify.annotations.NullMarked;
