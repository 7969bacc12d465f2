/** Who wins against whom: win rates, Bradley-Terry ratings and their kin. */
@NullMarked
package io.judgefleet.metrics.rating;

import org.jspecify.annotations.NullMarked;
