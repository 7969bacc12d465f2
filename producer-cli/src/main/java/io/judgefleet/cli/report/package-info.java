/** Figures for people and programs: the leaderboard, the metrics, and how far annotators agree. */
@NullMarked
package io.judgefleet.cli.report;

import org.jspecify.annotations.NullMarked;
