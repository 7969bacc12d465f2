/** What keeps the fleet busy and remembers what was acknowledged. */
@NullMarked
package io.judgefleet.faults.load;

import org.jspecify.annotations.NullMarked;
