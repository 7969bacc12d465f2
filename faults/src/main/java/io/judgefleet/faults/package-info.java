/** The words of a run: kinds of faults, schedules, and faults as they were carried out. */
@NullMarked
package io.judgefleet.faults;

import org.jspecify.annotations.NullMarked;
