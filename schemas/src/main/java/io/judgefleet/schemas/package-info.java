/** The published language of the fleet: records, typed topics, serdes. */
@NullMarked
package io.judgefleet.schemas;

import org.jspecify.annotations.NullMarked;
