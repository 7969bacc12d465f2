/** A run from start to verdict: the load, the faults in their time, rest, audit, report. */
@NullMarked
package io.judgefleet.faults.run;

import org.jspecify.annotations.NullMarked;
