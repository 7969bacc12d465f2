/** A whole local fleet that is killed again and again under load, and the counts of what that cost. */
@NullMarked
package io.judgefleet.faults.kills;

import org.jspecify.annotations.NullMarked;
