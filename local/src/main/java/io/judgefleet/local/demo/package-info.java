/** The demo: comparisons from a file through a fleet of its own to a leaderboard. */
@NullMarked
package io.judgefleet.local.demo;

import org.jspecify.annotations.NullMarked;
