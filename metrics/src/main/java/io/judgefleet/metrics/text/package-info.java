/** Text on its way to people and spreadsheets: escaping, width, comma-separated values, and the nearest of some names. */
@NullMarked
package io.judgefleet.metrics.text;

import org.jspecify.annotations.NullMarked;
