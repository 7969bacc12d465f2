/** An audit of the fleet's promises from nothing but the topics and the histories of a run. */
@NullMarked
package io.judgefleet.faults.audit;

import org.jspecify.annotations.NullMarked;
